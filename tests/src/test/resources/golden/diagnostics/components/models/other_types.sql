SELECT node
FROM ${components('raw.edges', 'cookie', 'account')} AS m
