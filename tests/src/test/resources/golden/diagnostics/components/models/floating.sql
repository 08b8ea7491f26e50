SELECT node FROM ${components('raw.edges', 'weight', 'weight')}
