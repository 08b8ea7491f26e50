SELECT x FROM ${ref('b')}
