SELECT domain_sessionid, seconds FROM derived.sessions AS sessions WHERE seconds > 600
