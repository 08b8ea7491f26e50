SELECT node FROM ${components('raw.edge', 'cookie', 'login')}
