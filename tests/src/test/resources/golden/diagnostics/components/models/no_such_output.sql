SELECT nod FROM ${components('raw.edges', 'cookie', 'login')} AS m
