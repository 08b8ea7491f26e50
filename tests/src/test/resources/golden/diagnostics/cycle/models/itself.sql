SELECT x FROM ${ref('itself')}
