SELECT node FROM ${components('raw.edges', 'cookie', 'logim')}
