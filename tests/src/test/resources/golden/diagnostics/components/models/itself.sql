SELECT node FROM ${components('itself', 'node', 'node')}
