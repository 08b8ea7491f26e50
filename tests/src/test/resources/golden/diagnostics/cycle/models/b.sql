SELECT x FROM ${ref('c')}
