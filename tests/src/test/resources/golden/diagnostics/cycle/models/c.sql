SELECT x FROM ${ref('a')}
