SELECT user_id, country FROM ${ref('crm.accounts')}
