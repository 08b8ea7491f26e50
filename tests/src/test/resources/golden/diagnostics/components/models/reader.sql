SELECT node FROM ${components('floating', 'node', 'node')}
