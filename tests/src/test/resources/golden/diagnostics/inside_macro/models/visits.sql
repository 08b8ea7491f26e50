-- per user
[@visits 'domain_userid'/]
