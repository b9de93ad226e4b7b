-- Written by `make golden` from the test database; not run by anything. Read its difference.

-- Roles
ROLE caseload_app LOGIN
ROLE caseload_audit nothing
ROLE caseload_migrate LOGIN
ROLE caseload_own nothing
ROLE caseload_owner nothing
ROLE caseload_partner nothing
ROLE caseload_policy nothing
ROLE caseload_relay nothing
ROLE caseload_wide nothing
GRANT caseload_own TO caseload_app WITH INHERIT False, SET True, ADMIN False;
GRANT caseload_partner TO caseload_app WITH INHERIT False, SET True, ADMIN False;
GRANT caseload_relay TO caseload_app WITH INHERIT False, SET True, ADMIN False;
GRANT caseload_wide TO caseload_app WITH INHERIT False, SET True, ADMIN False;
GRANT caseload_audit TO caseload_migrate WITH INHERIT False, SET True, ADMIN False;
GRANT caseload_owner TO caseload_migrate WITH INHERIT False, SET True, ADMIN False;
GRANT caseload_policy TO caseload_migrate WITH INHERIT False, SET True, ADMIN False;

-- Tables
TABLE acl.case_role (r) OWNER caseload_policy ROW SECURITY none
TABLE acl.role_permission (r) OWNER caseload_policy ROW SECURITY none
TABLE acl.second_person_role (r) OWNER caseload_policy ROW SECURITY none
TABLE acl.standing (r) OWNER caseload_policy ROW SECURITY none
TABLE acl.standing_release (r) OWNER caseload_policy ROW SECURITY none
TABLE acl.wide_role (r) OWNER caseload_policy ROW SECURITY none
TABLE audit.erasure (r) OWNER caseload_audit ROW SECURITY none
TABLE audit.read_event (r) OWNER caseload_audit ROW SECURITY none
TABLE audit.refusal (r) OWNER caseload_audit ROW SECURITY none
TABLE audit.reveal (r) OWNER caseload_audit ROW SECURITY none
TABLE audit.security_event (r) OWNER caseload_audit ROW SECURITY none
TABLE ctx.key (r) OWNER caseload_policy ROW SECURITY none
TABLE ctx.setting (r) OWNER caseload_policy ROW SECURITY none
TABLE public.access_idempotencykey (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.access_ratecounter (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_application (r) OWNER caseload_owner ROW SECURITY none
TABLE public.accounts_clientsecret (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_historicalclientsecret (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_historicalorganisation (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_historicalpartneragency (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_historicalpartnerclient (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_historicalroleholding (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_historicalsharingagreement (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_historicalteam (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_historicaluser (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_organisation (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_partneragency (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_partnerclient (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_roleholding (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_session (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_sharingagreement (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_team (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.accounts_user (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.auth_group (r) OWNER caseload_owner ROW SECURITY none
TABLE public.auth_group_permissions (r) OWNER caseload_owner ROW SECURITY none
TABLE public.auth_permission (r) OWNER caseload_owner ROW SECURITY none
TABLE public.clients_address (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_allocation (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_case (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_casegroupgrant (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_caseside (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_casesummary (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_caseusergrant (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_codeword (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_confidentialaddress (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_equalityfacts (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_exclusion (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_family (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_familymember (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicaladdress (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalallocation (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalcase (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalcasegroupgrant (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalcaseside (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalcaseusergrant (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalcodeword (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalconfidentialaddress (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalequalityfacts (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalexclusion (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalfamily (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalfamilymember (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalperson (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalprotectedmatch (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalrecordreader (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalrelationship (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_historicalsafecontactroute (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_person (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_protectedmatch (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_recordreader (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_relationship (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_safecontactroute (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.clients_searchtoken (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_consent (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_disclosedcopy (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_disclosure (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_disclosurenotice (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_disclosurereceipt (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_historicalconsent (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_historicaldisclosedcopy (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_historicaldisclosure (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_historicaldisclosurenotice (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_historicaldisclosurereceipt (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_historicallawfulbasis (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.consents_lawfulbasis (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.contacts_contact (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.contacts_contactdraft (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.contacts_historicalcontact (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.django_content_type (r) OWNER caseload_owner ROW SECURITY none
TABLE public.django_migrations (r) OWNER caseload_owner ROW SECURITY none
TABLE public.django_session (r) OWNER caseload_owner ROW SECURITY none
TABLE public.exchange_delivery (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.exchange_endpointkey (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.exchange_historicalendpointkey (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.exchange_historicalwebhookendpoint (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.exchange_outboxevent (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.exchange_webhookendpoint (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.guardian_groupobjectpermission (r) OWNER caseload_owner ROW SECURITY none
TABLE public.guardian_userobjectpermission (r) OWNER caseload_owner ROW SECURITY none
TABLE public.oauth2_provider_accesstoken (r) OWNER caseload_owner ROW SECURITY none
TABLE public.oauth2_provider_devicegrant (r) OWNER caseload_owner ROW SECURITY none
TABLE public.oauth2_provider_grant (r) OWNER caseload_owner ROW SECURITY none
TABLE public.oauth2_provider_idtoken (r) OWNER caseload_owner ROW SECURITY none
TABLE public.oauth2_provider_refreshtoken (r) OWNER caseload_owner ROW SECURITY none
TABLE public.procrastinate_events (r) OWNER caseload_owner ROW SECURITY none
TABLE public.procrastinate_jobs (r) OWNER caseload_owner ROW SECURITY none
TABLE public.procrastinate_periodic_defers (r) OWNER caseload_owner ROW SECURITY none
TABLE public.procrastinate_workers (r) OWNER caseload_owner ROW SECURITY none
TABLE public.referrals_historicalintake (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalintakeattempt (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalintakeconflict (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalintakeface (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalintakematch (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalintakemessage (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalintakeperson (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalintakeroute (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalreferral (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalreferralface (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalreferralmessage (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_historicalreferralresponse (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_intake (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_intakeattempt (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_intakeconflict (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_intakeface (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_intakematch (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_intakemessage (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_intakeperson (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_intakeroute (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_referral (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_referralface (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_referralmessage (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.referrals_referralresponse (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.tasks_historicaltask (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.tasks_task (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.vocabulary_codevalue (r) OWNER caseload_owner ROW SECURITY FORCED
TABLE public.vocabulary_historicalcodevalue (r) OWNER caseload_owner ROW SECURITY FORCED

-- Policies
CREATE POLICY audit_read ON access_idempotencykey AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON access_idempotencykey AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON access_idempotencykey AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON access_idempotencykey AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON access_idempotencykey AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK (principal_id = ( SELECT ctx.who() AS who))
CREATE POLICY own_change ON access_idempotencykey AS PERMISSIVE FOR UPDATE TO caseload_own
  USING (principal_id = ( SELECT ctx.who() AS who))
  WITH CHECK (principal_id = ( SELECT ctx.who() AS who))
CREATE POLICY own_read ON access_idempotencykey AS PERMISSIVE FOR SELECT TO caseload_own
  USING (principal_id = ( SELECT ctx.who() AS who))
CREATE POLICY partner_add ON access_idempotencykey AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK (principal_id = ( SELECT ctx.who() AS who))
CREATE POLICY partner_change ON access_idempotencykey AS PERMISSIVE FOR UPDATE TO caseload_partner
  USING (principal_id = ( SELECT ctx.who() AS who))
  WITH CHECK (principal_id = ( SELECT ctx.who() AS who))
CREATE POLICY partner_read ON access_idempotencykey AS PERMISSIVE FOR SELECT TO caseload_partner
  USING (principal_id = ( SELECT ctx.who() AS who))
CREATE POLICY wide_add ON access_idempotencykey AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK (principal_id = ( SELECT ctx.who() AS who))
CREATE POLICY wide_change ON access_idempotencykey AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING (principal_id = ( SELECT ctx.who() AS who))
  WITH CHECK (principal_id = ( SELECT ctx.who() AS who))
CREATE POLICY wide_read ON access_idempotencykey AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (principal_id = ( SELECT ctx.who() AS who))
CREATE POLICY app_add ON access_ratecounter AS PERMISSIVE FOR INSERT TO caseload_app
  WITH CHECK true
CREATE POLICY app_change ON access_ratecounter AS PERMISSIVE FOR UPDATE TO caseload_app
  USING true
  WITH CHECK true
CREATE POLICY app_read ON access_ratecounter AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON access_ratecounter AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON access_ratecounter AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON access_ratecounter AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON access_ratecounter AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY app_read ON accounts_clientsecret AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON accounts_clientsecret AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_clientsecret AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_clientsecret AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_clientsecret AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_clientsecret AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY own_change ON accounts_clientsecret AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY own_read ON accounts_clientsecret AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY policy_read ON accounts_clientsecret AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY audit_read ON accounts_historicalclientsecret AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_historicalclientsecret AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_historicalclientsecret AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_historicalclientsecret AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_historicalclientsecret AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON accounts_historicalclientsecret AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY audit_read ON accounts_historicalorganisation AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_historicalorganisation AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_historicalorganisation AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_historicalorganisation AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_read ON accounts_historicalorganisation AS PERMISSIVE FOR SELECT TO caseload_own
  USING (id = ( SELECT ctx.organisation('own'::text) AS organisation))
CREATE POLICY wide_read ON accounts_historicalorganisation AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON accounts_historicalpartneragency AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_historicalpartneragency AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_historicalpartneragency AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_historicalpartneragency AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_historicalpartneragency AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON accounts_historicalpartneragency AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY wide_read ON accounts_historicalpartneragency AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY audit_read ON accounts_historicalpartnerclient AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_historicalpartnerclient AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_historicalpartnerclient AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_historicalpartnerclient AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_historicalpartnerclient AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON accounts_historicalpartnerclient AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY wide_read ON accounts_historicalpartnerclient AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY audit_read ON accounts_historicalroleholding AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_historicalroleholding AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_historicalroleholding AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_historicalroleholding AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_historicalroleholding AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON accounts_historicalroleholding AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((user_id = ( SELECT ctx.who() AS who)) OR (team_id IN ( SELECT acl.managed_team_ids() AS managed_team_ids)) OR ( SELECT acl.holds('manage_accounts'::text) AS holds) OR ( SELECT acl.holds('approve_roles'::text) AS holds) OR ( SELECT acl.holds('view_audit'::text) AS holds)))
CREATE POLICY wide_add ON accounts_historicalroleholding AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON accounts_historicalroleholding AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON accounts_historicalsharingagreement AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_historicalsharingagreement AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_historicalsharingagreement AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_historicalsharingagreement AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_historicalsharingagreement AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON accounts_historicalsharingagreement AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY wide_read ON accounts_historicalsharingagreement AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY audit_read ON accounts_historicalteam AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_historicalteam AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_historicalteam AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_historicalteam AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_historicalteam AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON accounts_historicalteam AS PERMISSIVE FOR SELECT TO caseload_own
  USING (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation))
CREATE POLICY wide_add ON accounts_historicalteam AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON accounts_historicalteam AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON accounts_historicaluser AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_historicaluser AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_historicaluser AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_historicaluser AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_historicaluser AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON accounts_historicaluser AS PERMISSIVE FOR SELECT TO caseload_own
  USING (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation))
CREATE POLICY wide_add ON accounts_historicaluser AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON accounts_historicaluser AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY app_read ON accounts_organisation AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON accounts_organisation AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_organisation AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_organisation AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_organisation AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_read ON accounts_organisation AS PERMISSIVE FOR SELECT TO caseload_own
  USING (id = ( SELECT ctx.organisation('own'::text) AS organisation))
CREATE POLICY partner_read ON accounts_organisation AS PERMISSIVE FOR SELECT TO caseload_partner
  USING (id = ( SELECT ctx.organisation('partner'::text) AS organisation))
CREATE POLICY policy_read ON accounts_organisation AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_read ON accounts_organisation AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY app_read ON accounts_partneragency AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON accounts_partneragency AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_partneragency AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_partneragency AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_partneragency AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_partneragency AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY own_change ON accounts_partneragency AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY own_read ON accounts_partneragency AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY partner_read ON accounts_partneragency AS PERMISSIVE FOR SELECT TO caseload_partner
  USING (id = ( SELECT acl.my_agency() AS my_agency))
CREATE POLICY policy_read ON accounts_partneragency AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_read ON accounts_partneragency AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY app_read ON accounts_partnerclient AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON accounts_partnerclient AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_partnerclient AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_partnerclient AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_partnerclient AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_partnerclient AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY own_change ON accounts_partnerclient AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY own_read ON accounts_partnerclient AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY partner_read ON accounts_partnerclient AS PERMISSIVE FOR SELECT TO caseload_partner
  USING (agency_id = ( SELECT acl.my_agency() AS my_agency))
CREATE POLICY policy_read ON accounts_partnerclient AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_read ON accounts_partnerclient AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY app_read ON accounts_roleholding AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON accounts_roleholding AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_roleholding AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_roleholding AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_roleholding AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_roleholding AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_accounts'::text) AS holds) AND (proposed_by_id = ( SELECT ctx.who() AS who)) AND (approved_by_id IS NULL))
CREATE POLICY own_change ON accounts_roleholding AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (user_id <> ( SELECT ctx.who() AS who)) AND (( SELECT acl.holds('manage_accounts'::text) AS holds) OR ( SELECT acl.holds('approve_roles'::text) AS holds)))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (user_id <> ( SELECT ctx.who() AS who)) AND (( SELECT acl.holds('manage_accounts'::text) AS holds) OR ( SELECT acl.holds('approve_roles'::text) AS holds)))
CREATE POLICY own_read ON accounts_roleholding AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((user_id = ( SELECT ctx.who() AS who)) OR (team_id IN ( SELECT acl.managed_team_ids() AS managed_team_ids)) OR ( SELECT acl.holds('manage_accounts'::text) AS holds) OR ( SELECT acl.holds('approve_roles'::text) AS holds) OR ( SELECT acl.holds('view_audit'::text) AS holds)))
CREATE POLICY policy_read ON accounts_roleholding AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_change ON accounts_roleholding AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (user_id <> ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('approve_roles'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (user_id <> ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('approve_roles'::text) AS holds))
CREATE POLICY wide_read ON accounts_roleholding AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY app_add ON accounts_session AS PERMISSIVE FOR INSERT TO caseload_app
  WITH CHECK true
CREATE POLICY app_change ON accounts_session AS PERMISSIVE FOR UPDATE TO caseload_app
  USING true
  WITH CHECK true
CREATE POLICY app_read ON accounts_session AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON accounts_session AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_session AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_session AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_session AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_change ON accounts_session AS PERMISSIVE FOR UPDATE TO caseload_own
  USING (user_id = ( SELECT ctx.who() AS who))
  WITH CHECK (user_id = ( SELECT ctx.who() AS who))
CREATE POLICY own_read ON accounts_session AS PERMISSIVE FOR SELECT TO caseload_own
  USING (user_id = ( SELECT ctx.who() AS who))
CREATE POLICY policy_read ON accounts_session AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_change ON accounts_session AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING (user_id = ( SELECT ctx.who() AS who))
  WITH CHECK (user_id = ( SELECT ctx.who() AS who))
CREATE POLICY wide_read ON accounts_session AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (user_id = ( SELECT ctx.who() AS who))
CREATE POLICY app_read ON accounts_sharingagreement AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON accounts_sharingagreement AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_sharingagreement AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_sharingagreement AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_sharingagreement AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_sharingagreement AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY own_change ON accounts_sharingagreement AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_agencies'::text) AS holds))
CREATE POLICY own_read ON accounts_sharingagreement AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY partner_read ON accounts_sharingagreement AS PERMISSIVE FOR SELECT TO caseload_partner
  USING (agency_id = ( SELECT acl.my_agency() AS my_agency))
CREATE POLICY policy_read ON accounts_sharingagreement AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_read ON accounts_sharingagreement AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('view_agencies'::text) AS holds))
CREATE POLICY app_read ON accounts_team AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON accounts_team AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_team AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_team AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_team AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_team AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_accounts'::text) AS holds))
CREATE POLICY own_read ON accounts_team AS PERMISSIVE FOR SELECT TO caseload_own
  USING (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation))
CREATE POLICY policy_read ON accounts_team AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON accounts_team AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_accounts'::text) AS holds))
CREATE POLICY wide_read ON accounts_team AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY app_change ON accounts_user AS PERMISSIVE FOR UPDATE TO caseload_app
  USING true
  WITH CHECK true
CREATE POLICY app_read ON accounts_user AS PERMISSIVE FOR SELECT TO caseload_app
  USING true
CREATE POLICY audit_read ON accounts_user AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON accounts_user AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON accounts_user AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON accounts_user AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON accounts_user AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((( SELECT acl.holds('manage_accounts'::text) AS holds) AND ((kind)::text = 'staff'::text)) OR (( SELECT acl.holds('manage_agencies'::text) AS holds) AND ((kind)::text = 'service'::text) AND starts_with((username)::text, 'service.'::text))))
CREATE POLICY own_change ON accounts_user AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_accounts'::text) AS holds) AND ((kind)::text = 'staff'::text) AND (id <> ( SELECT ctx.who() AS who)))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_accounts'::text) AS holds) AND ((kind)::text = 'staff'::text) AND (id <> ( SELECT ctx.who() AS who)))
CREATE POLICY own_read ON accounts_user AS PERMISSIVE FOR SELECT TO caseload_own
  USING (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation))
CREATE POLICY policy_read ON accounts_user AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON accounts_user AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((( SELECT acl.holds('manage_accounts'::text) AS holds) AND ((kind)::text = 'staff'::text)) OR (( SELECT acl.holds('manage_agencies'::text) AS holds) AND ((kind)::text = 'service'::text) AND starts_with((username)::text, 'service.'::text))))
CREATE POLICY wide_read ON accounts_user AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_address AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_address AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_address AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_address AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_address AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_address AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with))))
CREATE POLICY own_change ON clients_address AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with))))
CREATE POLICY own_read ON clients_address AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY sensitive_select ON clients_address AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY sensitive_update ON clients_address AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY wide_add ON clients_address AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON clients_address AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON clients_address AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_allocation AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_allocation AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_allocation AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_allocation AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_allocation AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_allocation AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))))
CREATE POLICY own_change ON clients_allocation AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))))
CREATE POLICY own_read ON clients_allocation AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY policy_read ON clients_allocation AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_allocation AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('allocate'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids)))))
CREATE POLICY wide_change ON clients_allocation AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('allocate'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('allocate'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids)))))
CREATE POLICY wide_read ON clients_allocation AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_case AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_case AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_case AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_case AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_case AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_case AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND (opened_request = ( SELECT ctx.request() AS request)) AND ( SELECT acl.holds('open_case'::text) AS holds) AND (client_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids))) AND ((family_id IS NULL) OR (family_id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
CREATE POLICY own_change ON clients_case AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((id = ANY (ARRAY( SELECT acl.case_ids_with('transition'::text) AS case_ids_with))) AND ((family_id IS NULL) OR (family_id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
  WITH CHECK ((id = ANY (ARRAY( SELECT acl.case_ids_with('transition'::text) AS case_ids_with))) AND ((family_id IS NULL) OR (family_id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
CREATE POLICY own_read ON clients_case AS PERMISSIVE FOR SELECT TO caseload_own
  USING (id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY policy_read ON clients_case AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_case AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND (opened_request = ( SELECT ctx.request() AS request)) AND ( SELECT acl.holds('open_case'::text) AS holds) AND ((family_id IS NULL) OR ( SELECT acl.holds('manage_sides'::text) AS holds) OR (family_id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
CREATE POLICY wide_change ON clients_case AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('transition'::text) AS holds) OR (id = ANY (ARRAY( SELECT acl.case_ids_with('transition'::text) AS case_ids_with)))) AND ((family_id IS NULL) OR ( SELECT acl.holds('manage_sides'::text) AS holds) OR (family_id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('transition'::text) AS holds) OR (id = ANY (ARRAY( SELECT acl.case_ids_with('transition'::text) AS case_ids_with)))) AND ((family_id IS NULL) OR ( SELECT acl.holds('manage_sides'::text) AS holds) OR (family_id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
CREATE POLICY wide_read ON clients_case AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_casegroupgrant AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON clients_casegroupgrant AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_casegroupgrant AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_casegroupgrant AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_casegroupgrant AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (granted_by_id = ( SELECT ctx.who() AS who)) AND (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))))
CREATE POLICY own_change ON clients_casegroupgrant AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))))
CREATE POLICY own_read ON clients_casegroupgrant AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))) OR (group_id = ANY (ARRAY( SELECT acl.my_group_ids() AS my_group_ids))) OR (( SELECT acl.holds('view_audit'::text) AS holds) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE))))
CREATE POLICY policy_read ON clients_casegroupgrant AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_casegroupgrant AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE) AND (granted_by_id = ( SELECT ctx.who() AS who)) AND (( SELECT acl.holds('allocate'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids)))))
CREATE POLICY wide_change ON clients_casegroupgrant AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE) AND ( SELECT acl.holds('allocate'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE) AND ( SELECT acl.holds('allocate'::text) AS holds))
CREATE POLICY wide_read ON clients_casegroupgrant AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE))
CREATE POLICY audit_read ON clients_caseside AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_caseside AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_caseside AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_caseside AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_caseside AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY policy_read ON clients_caseside AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_caseside AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY wide_change ON clients_caseside AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY wide_read ON clients_caseside AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY audit_read ON clients_casesummary AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_casesummary AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_casesummary AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_casesummary AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_casesummary AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_casesummary AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids))))
CREATE POLICY own_change ON clients_casesummary AS PERMISSIVE FOR UPDATE TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
  WITH CHECK (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY own_read ON clients_casesummary AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON clients_casesummary AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY wide_change ON clients_casesummary AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY wide_read ON clients_casesummary AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_caseusergrant AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON clients_caseusergrant AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_caseusergrant AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_caseusergrant AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_caseusergrant AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (granted_by_id = ( SELECT ctx.who() AS who)) AND (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))))
CREATE POLICY own_change ON clients_caseusergrant AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))))
CREATE POLICY own_read ON clients_caseusergrant AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((user_id = ( SELECT ctx.who() AS who)) OR (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))) OR (( SELECT acl.holds('view_audit'::text) AS holds) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE))))
CREATE POLICY policy_read ON clients_caseusergrant AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_caseusergrant AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE) AND (granted_by_id = ( SELECT ctx.who() AS who)) AND (( SELECT acl.holds('allocate'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids)))))
CREATE POLICY wide_change ON clients_caseusergrant AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE) AND ( SELECT acl.holds('allocate'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE) AND ( SELECT acl.holds('allocate'::text) AS holds))
CREATE POLICY wide_read ON clients_caseusergrant AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE))
CREATE POLICY audit_read ON clients_codeword AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_codeword AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_codeword AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_codeword AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_codeword AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_codeword AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with))) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with))))
CREATE POLICY own_change ON clients_codeword AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with))) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with))) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with))))
CREATE POLICY own_read ON clients_codeword AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with)))
CREATE POLICY sensitive_select ON clients_codeword AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY sensitive_update ON clients_codeword AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY wide_add ON clients_codeword AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record_safe_contact'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with)))) AND (( SELECT acl.holds('view_code_word'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON clients_codeword AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record_safe_contact'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with)))) AND (( SELECT acl.holds('view_code_word'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record_safe_contact'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with)))) AND (( SELECT acl.holds('view_code_word'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON clients_codeword AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('view_code_word'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with)))))
CREATE POLICY audit_read ON clients_confidentialaddress AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_confidentialaddress AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_confidentialaddress AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_confidentialaddress AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_confidentialaddress AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_confidentialaddress AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with))) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with))))
CREATE POLICY own_change ON clients_confidentialaddress AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with))) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with))) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with))))
CREATE POLICY own_read ON clients_confidentialaddress AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with)))
CREATE POLICY sensitive_select ON clients_confidentialaddress AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY sensitive_update ON clients_confidentialaddress AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY wide_add ON clients_confidentialaddress AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with)))) AND (( SELECT acl.holds('view_confidential_address'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON clients_confidentialaddress AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with)))) AND (( SELECT acl.holds('view_confidential_address'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with)))) AND (( SELECT acl.holds('view_confidential_address'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON clients_confidentialaddress AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('view_confidential_address'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with)))))
CREATE POLICY audit_read ON clients_equalityfacts AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_equalityfacts AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((person_id IN ( SELECT acl.barred_person_ids() AS barred_person_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_equalityfacts AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_equalityfacts AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_equalityfacts AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_equalityfacts AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (person_id = ANY (ARRAY( SELECT acl.person_ids_with('record'::text) AS person_ids_with))))
CREATE POLICY own_change ON clients_equalityfacts AS PERMISSIVE FOR UPDATE TO caseload_own
  USING (person_id = ANY (ARRAY( SELECT acl.person_ids_with('record'::text) AS person_ids_with)))
  WITH CHECK (person_id = ANY (ARRAY( SELECT acl.person_ids_with('record'::text) AS person_ids_with)))
CREATE POLICY own_read ON clients_equalityfacts AS PERMISSIVE FOR SELECT TO caseload_own
  USING (person_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids)))
CREATE POLICY audit_read ON clients_exclusion AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON clients_exclusion AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_exclusion AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_exclusion AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_exclusion AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (( SELECT acl.holds('manage_exclusions'::text) AS holds) OR ((user_id = ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('declare_exclusion'::text) AS holds))))
CREATE POLICY own_change ON clients_exclusion AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((user_id <> ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_exclusions'::text) AS holds) AND ((person_id IN ( SELECT acl.excluded_person_ids() AS excluded_person_ids)) IS NOT TRUE))
  WITH CHECK ((user_id <> ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_exclusions'::text) AS holds) AND ((person_id IN ( SELECT acl.excluded_person_ids() AS excluded_person_ids)) IS NOT TRUE))
CREATE POLICY own_read ON clients_exclusion AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((user_id <> ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_exclusions'::text) AS holds) AND ((person_id IN ( SELECT acl.excluded_person_ids() AS excluded_person_ids)) IS NOT TRUE))
CREATE POLICY policy_add ON clients_exclusion AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation() AS organisation)) AND (recorded_by_id = ( SELECT ctx.who() AS who)))
CREATE POLICY policy_read ON clients_exclusion AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_exclusion AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('manage_exclusions'::text) AS holds) OR ((user_id = ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('declare_exclusion'::text) AS holds))))
CREATE POLICY wide_change ON clients_exclusion AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((user_id <> ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_exclusions'::text) AS holds) AND ((person_id IN ( SELECT acl.excluded_person_ids() AS excluded_person_ids)) IS NOT TRUE))
  WITH CHECK ((user_id <> ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_exclusions'::text) AS holds) AND ((person_id IN ( SELECT acl.excluded_person_ids() AS excluded_person_ids)) IS NOT TRUE))
CREATE POLICY wide_read ON clients_exclusion AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((user_id <> ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_exclusions'::text) AS holds) AND ((person_id IN ( SELECT acl.excluded_person_ids() AS excluded_person_ids)) IS NOT TRUE))
CREATE POLICY audit_read ON clients_family AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_family AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((id IN ( SELECT acl.barred_family_ids() AS barred_family_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_family AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_family AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_family AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_family AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND (opened_request = ( SELECT ctx.request() AS request)) AND ( SELECT acl.holds('open_case'::text) AS holds))
CREATE POLICY own_change ON clients_family AS PERMISSIVE FOR UPDATE TO caseload_own
  USING (id = ANY (ARRAY( SELECT acl.family_ids_with('record'::text) AS family_ids_with)))
  WITH CHECK (id = ANY (ARRAY( SELECT acl.family_ids_with('record'::text) AS family_ids_with)))
CREATE POLICY own_read ON clients_family AS PERMISSIVE FOR SELECT TO caseload_own
  USING (id = ANY (ARRAY( SELECT acl.visible_family_ids() AS visible_family_ids)))
CREATE POLICY policy_read ON clients_family AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_family AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND (opened_request = ( SELECT ctx.request() AS request)) AND ( SELECT acl.holds('open_case'::text) AS holds))
CREATE POLICY wide_change ON clients_family AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (id = ANY (ARRAY( SELECT acl.family_ids_with('record'::text) AS family_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (id = ANY (ARRAY( SELECT acl.family_ids_with('record'::text) AS family_ids_with)))))
CREATE POLICY wide_read ON clients_family AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('manage_sides'::text) AS holds) OR (id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
CREATE POLICY audit_read ON clients_familymember AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_familymember AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((person_id IN ( SELECT acl.barred_person_ids() AS barred_person_ids)) IS NOT TRUE)
CREATE POLICY family_bar ON clients_familymember AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((family_id IN ( SELECT acl.barred_family_ids() AS barred_family_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_familymember AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_familymember AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_familymember AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_familymember AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (family_id = ANY (ARRAY( SELECT acl.family_ids_with('record'::text) AS family_ids_with))) AND (person_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids))))
CREATE POLICY own_change ON clients_familymember AS PERMISSIVE FOR UPDATE TO caseload_own
  USING (family_id = ANY (ARRAY( SELECT acl.family_ids_with('record'::text) AS family_ids_with)))
  WITH CHECK (family_id = ANY (ARRAY( SELECT acl.family_ids_with('record'::text) AS family_ids_with)))
CREATE POLICY own_read ON clients_familymember AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((family_id = ANY (ARRAY( SELECT acl.visible_family_ids() AS visible_family_ids))) AND (person_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids))))
CREATE POLICY policy_read ON clients_familymember AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_familymember AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR ( SELECT acl.holds('open_case'::text) AS holds)))
CREATE POLICY wide_change ON clients_familymember AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (family_id = ANY (ARRAY( SELECT acl.family_ids_with('record'::text) AS family_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (family_id = ANY (ARRAY( SELECT acl.family_ids_with('record'::text) AS family_ids_with)))))
CREATE POLICY wide_read ON clients_familymember AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('manage_sides'::text) AS holds) OR (family_id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
CREATE POLICY as_now_select ON clients_historicaladdress AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_address l WHERE (l.id = clients_historicaladdress.id)))
CREATE POLICY as_now_update ON clients_historicaladdress AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_address l WHERE (l.id = clients_historicaladdress.id)))
CREATE POLICY audit_read ON clients_historicaladdress AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicaladdress AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicaladdress AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicaladdress AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicaladdress AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicaladdress AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicaladdress AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON clients_historicaladdress AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicaladdress AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_historicalallocation AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalallocation AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalallocation AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalallocation AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalallocation AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalallocation AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalallocation AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON clients_historicalallocation AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalallocation AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_historicalcase AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalcase AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalcase AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalcase AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalcase AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalcase AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalcase AS PERMISSIVE FOR SELECT TO caseload_own
  USING (id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON clients_historicalcase AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalcase AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_historicalcasegroupgrant AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON clients_historicalcasegroupgrant AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalcasegroupgrant AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalcasegroupgrant AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalcasegroupgrant AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalcasegroupgrant AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))) OR (group_id = ANY (ARRAY( SELECT acl.my_group_ids() AS my_group_ids))) OR (( SELECT acl.holds('view_audit'::text) AS holds) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE))))
CREATE POLICY wide_add ON clients_historicalcasegroupgrant AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalcasegroupgrant AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE))
CREATE POLICY audit_read ON clients_historicalcaseside AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalcaseside AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalcaseside AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalcaseside AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalcaseside AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY wide_add ON clients_historicalcaseside AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalcaseside AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY audit_read ON clients_historicalcaseusergrant AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON clients_historicalcaseusergrant AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalcaseusergrant AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalcaseusergrant AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalcaseusergrant AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalcaseusergrant AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((user_id = ( SELECT ctx.who() AS who)) OR (case_id = ANY (ARRAY( SELECT acl.allocatable_case_ids() AS allocatable_case_ids))) OR (( SELECT acl.holds('view_audit'::text) AS holds) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE))))
CREATE POLICY wide_add ON clients_historicalcaseusergrant AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalcaseusergrant AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE))
CREATE POLICY as_now_select ON clients_historicalcodeword AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_codeword l WHERE (l.id = clients_historicalcodeword.id)))
CREATE POLICY as_now_update ON clients_historicalcodeword AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_codeword l WHERE (l.id = clients_historicalcodeword.id)))
CREATE POLICY audit_read ON clients_historicalcodeword AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalcodeword AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalcodeword AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalcodeword AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalcodeword AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalcodeword AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalcodeword AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with)))
CREATE POLICY wide_add ON clients_historicalcodeword AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalcodeword AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('view_code_word'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_code_word'::text) AS case_ids_with)))))
CREATE POLICY as_now_select ON clients_historicalconfidentialaddress AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_confidentialaddress l WHERE (l.id = clients_historicalconfidentialaddress.id)))
CREATE POLICY as_now_update ON clients_historicalconfidentialaddress AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_confidentialaddress l WHERE (l.id = clients_historicalconfidentialaddress.id)))
CREATE POLICY audit_read ON clients_historicalconfidentialaddress AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalconfidentialaddress AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalconfidentialaddress AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalconfidentialaddress AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalconfidentialaddress AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalconfidentialaddress AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalconfidentialaddress AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with)))
CREATE POLICY wide_add ON clients_historicalconfidentialaddress AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalconfidentialaddress AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('view_confidential_address'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_confidential_address'::text) AS case_ids_with)))))
CREATE POLICY audit_read ON clients_historicalequalityfacts AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalequalityfacts AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((person_id IN ( SELECT acl.barred_person_ids() AS barred_person_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalequalityfacts AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalequalityfacts AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalequalityfacts AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalequalityfacts AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalequalityfacts AS PERMISSIVE FOR SELECT TO caseload_own
  USING (person_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids)))
CREATE POLICY audit_read ON clients_historicalexclusion AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON clients_historicalexclusion AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalexclusion AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalexclusion AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalexclusion AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalexclusion AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((user_id <> ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_exclusions'::text) AS holds) AND ((person_id IN ( SELECT acl.excluded_person_ids() AS excluded_person_ids)) IS NOT TRUE))
CREATE POLICY policy_add ON clients_historicalexclusion AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK true
CREATE POLICY wide_add ON clients_historicalexclusion AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalexclusion AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((user_id <> ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_exclusions'::text) AS holds) AND ((person_id IN ( SELECT acl.excluded_person_ids() AS excluded_person_ids)) IS NOT TRUE))
CREATE POLICY audit_read ON clients_historicalfamily AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalfamily AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((id IN ( SELECT acl.barred_family_ids() AS barred_family_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalfamily AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalfamily AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalfamily AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalfamily AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalfamily AS PERMISSIVE FOR SELECT TO caseload_own
  USING (id = ANY (ARRAY( SELECT acl.visible_family_ids() AS visible_family_ids)))
CREATE POLICY wide_add ON clients_historicalfamily AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalfamily AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('manage_sides'::text) AS holds) OR (id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
CREATE POLICY audit_read ON clients_historicalfamilymember AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalfamilymember AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((person_id IN ( SELECT acl.barred_person_ids() AS barred_person_ids)) IS NOT TRUE)
CREATE POLICY family_bar ON clients_historicalfamilymember AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((family_id IN ( SELECT acl.barred_family_ids() AS barred_family_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalfamilymember AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalfamilymember AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalfamilymember AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalfamilymember AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalfamilymember AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((family_id = ANY (ARRAY( SELECT acl.visible_family_ids() AS visible_family_ids))) AND (person_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids))))
CREATE POLICY wide_add ON clients_historicalfamilymember AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalfamilymember AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('manage_sides'::text) AS holds) OR (family_id IN ( SELECT acl.visible_family_ids() AS visible_family_ids))))
CREATE POLICY audit_read ON clients_historicalperson AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalperson AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((id IN ( SELECT acl.barred_person_ids() AS barred_person_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalperson AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalperson AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalperson AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalperson AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalperson AS PERMISSIVE FOR SELECT TO caseload_own
  USING (id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids)))
CREATE POLICY wide_add ON clients_historicalperson AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalperson AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_historicalprotectedmatch AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalprotectedmatch AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalprotectedmatch AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalprotectedmatch AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalprotectedmatch AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY person_bar ON clients_historicalprotectedmatch AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((person_id IN ( SELECT acl.barred_person_ids() AS barred_person_ids)) IS NOT TRUE)
CREATE POLICY policy_add ON clients_historicalprotectedmatch AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK true
CREATE POLICY wide_add ON clients_historicalprotectedmatch AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalprotectedmatch AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY audit_read ON clients_historicalrecordreader AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalrecordreader AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalrecordreader AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalrecordreader AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalrecordreader AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalrecordreader AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalrecordreader AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON clients_historicalrecordreader AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalrecordreader AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY as_now_select ON clients_historicalrelationship AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_relationship l WHERE (l.id = clients_historicalrelationship.id)))
CREATE POLICY as_now_update ON clients_historicalrelationship AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_relationship l WHERE (l.id = clients_historicalrelationship.id)))
CREATE POLICY audit_read ON clients_historicalrelationship AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalrelationship AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalrelationship AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalrelationship AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalrelationship AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalrelationship AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalrelationship AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON clients_historicalrelationship AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalrelationship AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY as_now_select ON clients_historicalsafecontactroute AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_safecontactroute l WHERE (l.id = clients_historicalsafecontactroute.id)))
CREATE POLICY as_now_update ON clients_historicalsafecontactroute AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM clients_safecontactroute l WHERE (l.id = clients_historicalsafecontactroute.id)))
CREATE POLICY audit_read ON clients_historicalsafecontactroute AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_historicalsafecontactroute AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_historicalsafecontactroute AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_historicalsafecontactroute AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_historicalsafecontactroute AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_historicalsafecontactroute AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON clients_historicalsafecontactroute AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON clients_historicalsafecontactroute AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON clients_historicalsafecontactroute AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_person AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_person AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((id IN ( SELECT acl.barred_person_ids() AS barred_person_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_person AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_person AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_person AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_person AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND (opened_request = ( SELECT ctx.request() AS request)) AND ( SELECT acl.holds('open_case'::text) AS holds))
CREATE POLICY own_change ON clients_person AS PERMISSIVE FOR UPDATE TO caseload_own
  USING (id = ANY (ARRAY( SELECT acl.person_ids_with('record'::text) AS person_ids_with)))
  WITH CHECK (id = ANY (ARRAY( SELECT acl.person_ids_with('record'::text) AS person_ids_with)))
CREATE POLICY own_read ON clients_person AS PERMISSIVE FOR SELECT TO caseload_own
  USING (id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids)))
CREATE POLICY policy_read ON clients_person AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_person AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND (opened_request = ( SELECT ctx.request() AS request)) AND ( SELECT acl.holds('open_case'::text) AS holds))
CREATE POLICY wide_change ON clients_person AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (id = ANY (ARRAY( SELECT acl.person_ids_with('record'::text) AS person_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (id = ANY (ARRAY( SELECT acl.person_ids_with('record'::text) AS person_ids_with)))))
CREATE POLICY wide_read ON clients_person AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_protectedmatch AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_protectedmatch AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_protectedmatch AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_protectedmatch AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_protectedmatch AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY person_bar ON clients_protectedmatch AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((person_id IN ( SELECT acl.barred_person_ids() AS barred_person_ids)) IS NOT TRUE)
CREATE POLICY policy_add ON clients_protectedmatch AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation() AS organisation)) AND (recorded_by_id = ( SELECT ctx.who() AS who)))
CREATE POLICY wide_change ON clients_protectedmatch AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY wide_read ON clients_protectedmatch AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY audit_read ON clients_recordreader AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_recordreader AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_recordreader AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_recordreader AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_recordreader AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_recordreader AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with))))
CREATE POLICY own_change ON clients_recordreader AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with))))
CREATE POLICY own_read ON clients_recordreader AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY policy_read ON clients_recordreader AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_recordreader AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON clients_recordreader AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON clients_recordreader AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_relationship AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_relationship AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_relationship AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_relationship AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_relationship AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_relationship AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with))))
CREATE POLICY own_change ON clients_relationship AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with))))
CREATE POLICY own_read ON clients_relationship AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY sensitive_select ON clients_relationship AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY sensitive_update ON clients_relationship AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY wide_add ON clients_relationship AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON clients_relationship AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON clients_relationship AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_safecontactroute AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_safecontactroute AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_safecontactroute AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_safecontactroute AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_safecontactroute AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_safecontactroute AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with))))
CREATE POLICY own_change ON clients_safecontactroute AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with))))
CREATE POLICY own_read ON clients_safecontactroute AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY sensitive_select ON clients_safecontactroute AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY sensitive_update ON clients_safecontactroute AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY wide_add ON clients_safecontactroute AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record_safe_contact'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON clients_safecontactroute AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record_safe_contact'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record_safe_contact'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_safe_contact'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON clients_safecontactroute AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON clients_searchtoken AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON clients_searchtoken AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((person_id IN ( SELECT acl.barred_person_ids() AS barred_person_ids)) IS NOT TRUE)
CREATE POLICY case_bar ON clients_searchtoken AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON clients_searchtoken AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON clients_searchtoken AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON clients_searchtoken AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON clients_searchtoken AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (person_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids))) AND ((case_id IS NULL) OR (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))))
CREATE POLICY own_change ON clients_searchtoken AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((person_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids))) AND ((case_id IS NULL) OR (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))))
  WITH CHECK ((person_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids))) AND ((case_id IS NULL) OR (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))))
CREATE POLICY own_read ON clients_searchtoken AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((person_id = ANY (ARRAY( SELECT acl.visible_person_ids() AS visible_person_ids))) AND ((case_id IS NULL) OR (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))))
CREATE POLICY policy_read ON clients_searchtoken AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON clients_searchtoken AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('open_case'::text) AS holds) OR ( SELECT acl.holds('record'::text) AS holds)))
CREATE POLICY wide_change ON clients_searchtoken AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('open_case'::text) AS holds) OR ( SELECT acl.holds('record'::text) AS holds)))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('open_case'::text) AS holds) OR ( SELECT acl.holds('record'::text) AS holds)))
CREATE POLICY wide_read ON clients_searchtoken AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_consent AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_consent AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_consent AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_consent AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_consent AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_consent AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_consent'::text) AS case_ids_with))))
CREATE POLICY own_change ON consents_consent AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_consent'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_consent'::text) AS case_ids_with))))
CREATE POLICY own_read ON consents_consent AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY policy_read ON consents_consent AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON consents_consent AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record_consent'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_consent'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON consents_consent AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record_consent'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_consent'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('record_consent'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('record_consent'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON consents_consent AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_disclosedcopy AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_disclosedcopy AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((disclosure_id IN ( SELECT acl.barred_disclosure_ids() AS barred_disclosure_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_disclosedcopy AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_disclosedcopy AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_disclosedcopy AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_disclosedcopy AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids))))
CREATE POLICY own_read ON consents_disclosedcopy AS PERMISSIVE FOR SELECT TO caseload_own
  USING (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids)))
CREATE POLICY partner_read ON consents_disclosedcopy AS PERMISSIVE FOR SELECT TO caseload_partner
  USING ((disclosure_id = ANY (ARRAY( SELECT acl.readable_disclosure_ids() AS readable_disclosure_ids))) AND ( SELECT (acl.holds('receive_referrals'::text) OR acl.holds('respond_to_referrals'::text))))
CREATE POLICY wide_add ON consents_disclosedcopy AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY wide_read ON consents_disclosedcopy AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_disclosure AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_disclosure AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_disclosure AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_disclosure AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_disclosure AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_disclosure AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('disclose'::text) AS case_ids_with))))
CREATE POLICY own_change ON consents_disclosure AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('disclose'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('disclose'::text) AS case_ids_with))))
CREATE POLICY own_read ON consents_disclosure AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY policy_read ON consents_disclosure AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON consents_disclosure AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('disclose'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('disclose'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON consents_disclosure AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('disclose'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('disclose'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('disclose'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('disclose'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON consents_disclosure AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_disclosurenotice AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_disclosurenotice AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((disclosure_id IN ( SELECT acl.barred_disclosure_ids() AS barred_disclosure_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_disclosurenotice AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_disclosurenotice AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_disclosurenotice AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_disclosurenotice AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids))))
CREATE POLICY own_change ON consents_disclosurenotice AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids))))
CREATE POLICY own_read ON consents_disclosurenotice AS PERMISSIVE FOR SELECT TO caseload_own
  USING (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids)))
CREATE POLICY partner_read ON consents_disclosurenotice AS PERMISSIVE FOR SELECT TO caseload_partner
  USING ((agency_id = ( SELECT acl.my_agency() AS my_agency)) AND ( SELECT acl.holds('read_own_disclosures'::text) AS holds))
CREATE POLICY wide_add ON consents_disclosurenotice AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY wide_change ON consents_disclosurenotice AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY wide_read ON consents_disclosurenotice AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_disclosurereceipt AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_disclosurereceipt AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((disclosure_id IN ( SELECT acl.barred_disclosure_ids() AS barred_disclosure_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_disclosurereceipt AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_disclosurereceipt AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_disclosurereceipt AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_read ON consents_disclosurereceipt AS PERMISSIVE FOR SELECT TO caseload_own
  USING (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids)))
CREATE POLICY partner_add ON consents_disclosurereceipt AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('partner'::text) AS organisation)) AND (agency_id = ( SELECT acl.my_agency() AS my_agency)) AND (disclosure_id = ANY (ARRAY( SELECT acl.readable_disclosure_ids() AS readable_disclosure_ids))))
CREATE POLICY wide_read ON consents_disclosurereceipt AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_historicalconsent AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_historicalconsent AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_historicalconsent AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_historicalconsent AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_historicalconsent AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_historicalconsent AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON consents_historicalconsent AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON consents_historicalconsent AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON consents_historicalconsent AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_historicaldisclosedcopy AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_historicaldisclosedcopy AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((disclosure_id IN ( SELECT acl.barred_disclosure_ids() AS barred_disclosure_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_historicaldisclosedcopy AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_historicaldisclosedcopy AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_historicaldisclosedcopy AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_historicaldisclosedcopy AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON consents_historicaldisclosedcopy AS PERMISSIVE FOR SELECT TO caseload_own
  USING (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids)))
CREATE POLICY wide_add ON consents_historicaldisclosedcopy AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON consents_historicaldisclosedcopy AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_historicaldisclosure AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_historicaldisclosure AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_historicaldisclosure AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_historicaldisclosure AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_historicaldisclosure AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_historicaldisclosure AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON consents_historicaldisclosure AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON consents_historicaldisclosure AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON consents_historicaldisclosure AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_historicaldisclosurenotice AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_historicaldisclosurenotice AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((disclosure_id IN ( SELECT acl.barred_disclosure_ids() AS barred_disclosure_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_historicaldisclosurenotice AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_historicaldisclosurenotice AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_historicaldisclosurenotice AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_historicaldisclosurenotice AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON consents_historicaldisclosurenotice AS PERMISSIVE FOR SELECT TO caseload_own
  USING (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids)))
CREATE POLICY wide_add ON consents_historicaldisclosurenotice AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON consents_historicaldisclosurenotice AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_historicaldisclosurereceipt AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_historicaldisclosurereceipt AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((disclosure_id IN ( SELECT acl.barred_disclosure_ids() AS barred_disclosure_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_historicaldisclosurereceipt AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_historicaldisclosurereceipt AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_historicaldisclosurereceipt AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_read ON consents_historicaldisclosurereceipt AS PERMISSIVE FOR SELECT TO caseload_own
  USING (disclosure_id = ANY (ARRAY( SELECT acl.visible_disclosure_ids() AS visible_disclosure_ids)))
CREATE POLICY partner_add ON consents_historicaldisclosurereceipt AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK true
CREATE POLICY wide_read ON consents_historicaldisclosurereceipt AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_historicallawfulbasis AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_historicallawfulbasis AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_historicallawfulbasis AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_historicallawfulbasis AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_historicallawfulbasis AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_historicallawfulbasis AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON consents_historicallawfulbasis AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON consents_historicallawfulbasis AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON consents_historicallawfulbasis AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON consents_lawfulbasis AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON consents_lawfulbasis AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON consents_lawfulbasis AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON consents_lawfulbasis AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON consents_lawfulbasis AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON consents_lawfulbasis AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((case_id = ANY (ARRAY( SELECT acl.case_ids_with('decide_disclosure'::text) AS case_ids_with))) OR ((case_id = ANY (ARRAY( SELECT acl.case_ids_with('disclose'::text) AS case_ids_with))) AND ((ground)::text = 'vital_interests'::text))))
CREATE POLICY own_change ON consents_lawfulbasis AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((case_id = ANY (ARRAY( SELECT acl.case_ids_with('decide_disclosure'::text) AS case_ids_with))) OR (( SELECT acl.holds('approve_disclosure'::text) AS holds) AND (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids))))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ((case_id = ANY (ARRAY( SELECT acl.case_ids_with('decide_disclosure'::text) AS case_ids_with))) OR (( SELECT acl.holds('approve_disclosure'::text) AS holds) AND (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids))))))
CREATE POLICY own_read ON consents_lawfulbasis AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY policy_read ON consents_lawfulbasis AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON consents_lawfulbasis AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('decide_disclosure'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('decide_disclosure'::text) AS case_ids_with))) OR ((case_id = ANY (ARRAY( SELECT acl.case_ids_with('disclose'::text) AS case_ids_with))) AND ((ground)::text = 'vital_interests'::text))))
CREATE POLICY wide_change ON consents_lawfulbasis AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('decide_disclosure'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('decide_disclosure'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('decide_disclosure'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('decide_disclosure'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON consents_lawfulbasis AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON contacts_contact AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON contacts_contact AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON contacts_contact AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON contacts_contact AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON contacts_contact AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON contacts_contact AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('log_contact'::text) AS case_ids_with))))
CREATE POLICY own_change ON contacts_contact AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('log_contact'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('log_contact'::text) AS case_ids_with))))
CREATE POLICY own_read ON contacts_contact AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY sensitive_select ON contacts_contact AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY sensitive_update ON contacts_contact AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY wide_add ON contacts_contact AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('log_contact'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('log_contact'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON contacts_contact AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('log_contact'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('log_contact'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('log_contact'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('log_contact'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON contacts_contact AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON contacts_contactdraft AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON contacts_contactdraft AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON contacts_contactdraft AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON contacts_contactdraft AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON contacts_contactdraft AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON contacts_contactdraft AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((author_id = ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids))))
CREATE POLICY own_change ON contacts_contactdraft AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((author_id = ( SELECT ctx.who() AS who)) AND (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids))))
  WITH CHECK ((author_id = ( SELECT ctx.who() AS who)) AND (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids))))
CREATE POLICY own_read ON contacts_contactdraft AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((author_id = ( SELECT ctx.who() AS who)) AND (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids))))
CREATE POLICY policy_change ON contacts_contactdraft AS PERMISSIVE FOR UPDATE TO caseload_policy
  USING ((saved_at <= (( SELECT ctx.now() AS now) - '14 days'::interval)) AND ((ended_at IS NULL) OR (((ending)::text = 'expired'::text) AND (body = '{}'::jsonb))))
  WITH CHECK ((saved_at <= (( SELECT ctx.now() AS now) - '14 days'::interval)) AND ((ended_at IS NULL) OR (((ending)::text = 'expired'::text) AND (body = '{}'::jsonb))))
CREATE POLICY policy_read ON contacts_contactdraft AS PERMISSIVE FOR SELECT TO caseload_policy
  USING (saved_at <= (( SELECT ctx.now() AS now) - '14 days'::interval))
CREATE POLICY wide_add ON contacts_contactdraft AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((author_id = ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)))
CREATE POLICY wide_change ON contacts_contactdraft AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((author_id = ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)))
  WITH CHECK ((author_id = ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)))
CREATE POLICY wide_read ON contacts_contactdraft AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((author_id = ( SELECT ctx.who() AS who)) AND (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)))
CREATE POLICY as_now_select ON contacts_historicalcontact AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM contacts_contact l WHERE (l.id = contacts_historicalcontact.id)))
CREATE POLICY as_now_update ON contacts_historicalcontact AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM contacts_contact l WHERE (l.id = contacts_historicalcontact.id)))
CREATE POLICY audit_read ON contacts_historicalcontact AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON contacts_historicalcontact AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON contacts_historicalcontact AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON contacts_historicalcontact AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON contacts_historicalcontact AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON contacts_historicalcontact AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON contacts_historicalcontact AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON contacts_historicalcontact AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON contacts_historicalcontact AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON exchange_delivery AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON exchange_delivery AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON exchange_delivery AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON exchange_delivery AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY partner_read ON exchange_delivery AS PERMISSIVE FOR SELECT TO caseload_partner
  USING (agency_id = ( SELECT acl.my_agency() AS my_agency))
CREATE POLICY relay_add ON exchange_delivery AS PERMISSIVE FOR INSERT TO caseload_relay
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
CREATE POLICY relay_change ON exchange_delivery AS PERMISSIVE FOR UPDATE TO caseload_relay
  USING (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
CREATE POLICY relay_read ON exchange_delivery AS PERMISSIVE FOR SELECT TO caseload_relay
  USING (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
CREATE POLICY wide_add ON exchange_delivery AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY wide_change ON exchange_delivery AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY wide_read ON exchange_delivery AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY audit_read ON exchange_endpointkey AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON exchange_endpointkey AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON exchange_endpointkey AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON exchange_endpointkey AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY relay_read ON exchange_endpointkey AS PERMISSIVE FOR SELECT TO caseload_relay
  USING (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
CREATE POLICY wide_add ON exchange_endpointkey AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY wide_change ON exchange_endpointkey AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY wide_read ON exchange_endpointkey AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY audit_read ON exchange_historicalendpointkey AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON exchange_historicalendpointkey AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON exchange_historicalendpointkey AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON exchange_historicalendpointkey AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY wide_add ON exchange_historicalendpointkey AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON exchange_historicalendpointkey AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY audit_read ON exchange_historicalwebhookendpoint AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON exchange_historicalwebhookendpoint AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON exchange_historicalwebhookendpoint AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON exchange_historicalwebhookendpoint AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY relay_add ON exchange_historicalwebhookendpoint AS PERMISSIVE FOR INSERT TO caseload_relay
  WITH CHECK true
CREATE POLICY wide_add ON exchange_historicalwebhookendpoint AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON exchange_historicalwebhookendpoint AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY audit_read ON exchange_outboxevent AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON exchange_outboxevent AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON exchange_outboxevent AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON exchange_outboxevent AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON exchange_outboxevent AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation))
CREATE POLICY partner_add ON exchange_outboxevent AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('partner'::text) AS organisation)) AND (agency_id = ( SELECT acl.my_agency() AS my_agency)))
CREATE POLICY partner_read ON exchange_outboxevent AS PERMISSIVE FOR SELECT TO caseload_partner
  USING (agency_id = ( SELECT acl.my_agency() AS my_agency))
CREATE POLICY policy_change ON exchange_outboxevent AS PERMISSIVE FOR UPDATE TO caseload_policy
  USING true
  WITH CHECK true
CREATE POLICY policy_read ON exchange_outboxevent AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY relay_add ON exchange_outboxevent AS PERMISSIVE FOR INSERT TO caseload_relay
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
CREATE POLICY relay_read ON exchange_outboxevent AS PERMISSIVE FOR SELECT TO caseload_relay
  USING (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
CREATE POLICY wide_add ON exchange_outboxevent AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY wide_read ON exchange_outboxevent AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY audit_read ON exchange_webhookendpoint AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON exchange_webhookendpoint AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON exchange_webhookendpoint AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON exchange_webhookendpoint AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY partner_read ON exchange_webhookendpoint AS PERMISSIVE FOR SELECT TO caseload_partner
  USING (agency_id = ( SELECT acl.my_agency() AS my_agency))
CREATE POLICY relay_change ON exchange_webhookendpoint AS PERMISSIVE FOR UPDATE TO caseload_relay
  USING (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
  WITH CHECK (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
CREATE POLICY relay_read ON exchange_webhookendpoint AS PERMISSIVE FOR SELECT TO caseload_relay
  USING (organisation_id = ( SELECT ctx.organisation('relay'::text) AS organisation))
CREATE POLICY wide_add ON exchange_webhookendpoint AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY wide_change ON exchange_webhookendpoint AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY wide_read ON exchange_webhookendpoint AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_webhooks'::text) AS holds))
CREATE POLICY audit_change ON referrals_historicalintake AS PERMISSIVE FOR UPDATE TO caseload_audit
  USING true
  WITH CHECK true
CREATE POLICY audit_read ON referrals_historicalintake AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalintake AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalintake AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalintake AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalintake AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalintake AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalintake AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY partner_add ON referrals_historicalintake AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK true
CREATE POLICY policy_add ON referrals_historicalintake AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalintake AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalintake AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_change ON referrals_historicalintakeattempt AS PERMISSIVE FOR UPDATE TO caseload_audit
  USING true
  WITH CHECK true
CREATE POLICY audit_read ON referrals_historicalintakeattempt AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalintakeattempt AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalintakeattempt AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalintakeattempt AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalintakeattempt AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalintakeattempt AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalintakeattempt AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY policy_add ON referrals_historicalintakeattempt AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalintakeattempt AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalintakeattempt AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_read ON referrals_historicalintakeconflict AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON referrals_historicalintakeconflict AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalintakeconflict AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalintakeconflict AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalintakeconflict AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalintakeconflict AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY audit_read ON referrals_historicalintakeface AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalintakeface AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalintakeface AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalintakeface AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalintakeface AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalintakeface AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalintakeface AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
CREATE POLICY partner_add ON referrals_historicalintakeface AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalintakeface AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalintakeface AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
CREATE POLICY audit_change ON referrals_historicalintakematch AS PERMISSIVE FOR UPDATE TO caseload_audit
  USING true
  WITH CHECK true
CREATE POLICY audit_read ON referrals_historicalintakematch AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalintakematch AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalintakematch AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalintakematch AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalintakematch AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY policy_add ON referrals_historicalintakematch AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalintakematch AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalintakematch AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY audit_change ON referrals_historicalintakemessage AS PERMISSIVE FOR UPDATE TO caseload_audit
  USING true
  WITH CHECK true
CREATE POLICY audit_read ON referrals_historicalintakemessage AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalintakemessage AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalintakemessage AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalintakemessage AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalintakemessage AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalintakemessage AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalintakemessage AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY partner_add ON referrals_historicalintakemessage AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK true
CREATE POLICY policy_add ON referrals_historicalintakemessage AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalintakemessage AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalintakemessage AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_change ON referrals_historicalintakeperson AS PERMISSIVE FOR UPDATE TO caseload_audit
  USING true
  WITH CHECK true
CREATE POLICY audit_read ON referrals_historicalintakeperson AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalintakeperson AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalintakeperson AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalintakeperson AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalintakeperson AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalintakeperson AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalintakeperson AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY partner_add ON referrals_historicalintakeperson AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK true
CREATE POLICY policy_add ON referrals_historicalintakeperson AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalintakeperson AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalintakeperson AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_change ON referrals_historicalintakeroute AS PERMISSIVE FOR UPDATE TO caseload_audit
  USING true
  WITH CHECK true
CREATE POLICY audit_read ON referrals_historicalintakeroute AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalintakeroute AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalintakeroute AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalintakeroute AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalintakeroute AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalintakeroute AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalintakeroute AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY partner_add ON referrals_historicalintakeroute AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK true
CREATE POLICY policy_add ON referrals_historicalintakeroute AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalintakeroute AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalintakeroute AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_read ON referrals_historicalreferral AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalreferral AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalreferral AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalreferral AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalreferral AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalreferral AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalreferral AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON referrals_historicalreferral AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalreferral AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON referrals_historicalreferralface AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalreferralface AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((referral_id IN ( SELECT acl.barred_referral_ids() AS barred_referral_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalreferralface AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalreferralface AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalreferralface AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalreferralface AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalreferralface AS PERMISSIVE FOR SELECT TO caseload_own
  USING (referral_id = ANY (ARRAY( SELECT acl.visible_referral_ids() AS visible_referral_ids)))
CREATE POLICY wide_add ON referrals_historicalreferralface AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalreferralface AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON referrals_historicalreferralmessage AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalreferralmessage AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((referral_id IN ( SELECT acl.barred_referral_ids() AS barred_referral_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalreferralmessage AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalreferralmessage AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalreferralmessage AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalreferralmessage AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalreferralmessage AS PERMISSIVE FOR SELECT TO caseload_own
  USING (referral_id = ANY (ARRAY( SELECT acl.visible_referral_ids() AS visible_referral_ids)))
CREATE POLICY partner_add ON referrals_historicalreferralmessage AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalreferralmessage AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalreferralmessage AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON referrals_historicalreferralresponse AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_historicalreferralresponse AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((referral_id IN ( SELECT acl.barred_referral_ids() AS barred_referral_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_historicalreferralresponse AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_historicalreferralresponse AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_historicalreferralresponse AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_historicalreferralresponse AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON referrals_historicalreferralresponse AS PERMISSIVE FOR SELECT TO caseload_own
  USING (referral_id = ANY (ARRAY( SELECT acl.visible_referral_ids() AS visible_referral_ids)))
CREATE POLICY partner_add ON referrals_historicalreferralresponse AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK true
CREATE POLICY wide_add ON referrals_historicalreferralresponse AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON referrals_historicalreferralresponse AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON referrals_intake AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_intake AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_intake AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_intake AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_intake AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_intake AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY own_change ON referrals_intake AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY own_read ON referrals_intake AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY partner_add ON referrals_intake AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('partner'::text) AS organisation)) AND (agency_id = ( SELECT acl.my_agency() AS my_agency)) AND ((door)::text = 'partner_api'::text) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('submit_intake'::text) AS holds))
CREATE POLICY policy_change ON referrals_intake AS PERMISSIVE FOR UPDATE TO caseload_policy
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
CREATE POLICY policy_read ON referrals_intake AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON referrals_intake AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY wide_change ON referrals_intake AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY wide_read ON referrals_intake AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_read ON referrals_intakeattempt AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_intakeattempt AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_intakeattempt AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_intakeattempt AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_intakeattempt AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_intakeattempt AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY own_change ON referrals_intakeattempt AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY own_read ON referrals_intakeattempt AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY policy_change ON referrals_intakeattempt AS PERMISSIVE FOR UPDATE TO caseload_policy
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
CREATE POLICY policy_read ON referrals_intakeattempt AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON referrals_intakeattempt AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY wide_change ON referrals_intakeattempt AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY wide_read ON referrals_intakeattempt AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_read ON referrals_intakeconflict AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON referrals_intakeconflict AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_intakeconflict AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_intakeconflict AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_intakeconflict AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (user_id = ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY policy_read ON referrals_intakeconflict AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON referrals_intakeconflict AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (user_id = ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY audit_read ON referrals_intakeface AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_intakeface AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_intakeface AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_intakeface AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_intakeface AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_intakeface AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
CREATE POLICY own_change ON referrals_intakeface AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
CREATE POLICY own_read ON referrals_intakeface AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
CREATE POLICY partner_add ON referrals_intakeface AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('partner'::text) AS organisation)) AND (agency_id = ( SELECT acl.my_agency() AS my_agency)) AND ((status)::text = 'received'::text) AND ( SELECT acl.holds('submit_intake'::text) AS holds) AND (intake_id = ANY (ARRAY( SELECT acl.my_intake_ids() AS my_intake_ids))))
CREATE POLICY partner_read ON referrals_intakeface AS PERMISSIVE FOR SELECT TO caseload_partner
  USING ((agency_id = ( SELECT acl.my_agency() AS my_agency)) AND ( SELECT (acl.holds('amend_own_intake'::text) OR acl.holds('read_own_intakes'::text) OR acl.holds('read_own_messages'::text) OR acl.holds('submit_intake'::text) OR acl.holds('write_own_messages'::text))))
CREATE POLICY wide_add ON referrals_intakeface AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
CREATE POLICY wide_change ON referrals_intakeface AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
CREATE POLICY wide_read ON referrals_intakeface AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds) OR (intake_id IN ( SELECT acl.intake_ids_of_my_cases() AS intake_ids_of_my_cases))))
CREATE POLICY audit_read ON referrals_intakematch AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_intakematch AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_intakematch AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_intakematch AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_intakematch AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY policy_add ON referrals_intakematch AS PERMISSIVE FOR INSERT TO caseload_policy
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation() AS organisation)) AND (recorded_by_id = ( SELECT ctx.who() AS who)))
CREATE POLICY policy_change ON referrals_intakematch AS PERMISSIVE FOR UPDATE TO caseload_policy
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
CREATE POLICY policy_read ON referrals_intakematch AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_change ON referrals_intakematch AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY wide_read ON referrals_intakematch AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_sides'::text) AS holds))
CREATE POLICY audit_read ON referrals_intakemessage AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_intakemessage AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_intakemessage AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_intakemessage AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_intakemessage AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_intakemessage AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY own_read ON referrals_intakemessage AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY partner_add ON referrals_intakemessage AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK ((intake_id = ANY (ARRAY( SELECT acl.my_intake_ids() AS my_intake_ids))) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND ( SELECT (acl.holds('amend_own_intake'::text) OR acl.holds('write_own_messages'::text))) AND ((direction)::text = 'in'::text))
CREATE POLICY partner_read ON referrals_intakemessage AS PERMISSIVE FOR SELECT TO caseload_partner
  USING ((intake_id = ANY (ARRAY( SELECT acl.my_intake_ids() AS my_intake_ids))) AND ((( SELECT (acl.holds('read_own_messages'::text) OR acl.holds('write_own_messages'::text))) AND ((direction)::text = 'in'::text)) OR ( SELECT acl.holds('read_own_messages'::text) AS holds)))
CREATE POLICY policy_change ON referrals_intakemessage AS PERMISSIVE FOR UPDATE TO caseload_policy
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
CREATE POLICY policy_read ON referrals_intakemessage AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON referrals_intakemessage AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY wide_read ON referrals_intakemessage AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_read ON referrals_intakeperson AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_intakeperson AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_intakeperson AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_intakeperson AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_intakeperson AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_intakeperson AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY own_change ON referrals_intakeperson AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY own_read ON referrals_intakeperson AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY partner_add ON referrals_intakeperson AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK ((intake_id = ANY (ARRAY( SELECT acl.my_intake_ids() AS my_intake_ids))) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('submit_intake'::text) AS holds))
CREATE POLICY policy_change ON referrals_intakeperson AS PERMISSIVE FOR UPDATE TO caseload_policy
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
CREATE POLICY policy_read ON referrals_intakeperson AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON referrals_intakeperson AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY wide_change ON referrals_intakeperson AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY wide_read ON referrals_intakeperson AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_read ON referrals_intakeroute AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_intakeroute AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((intake_id IN ( SELECT acl.barred_intake_ids() AS barred_intake_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_intakeroute AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_intakeroute AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_intakeroute AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_intakeroute AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY own_change ON referrals_intakeroute AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY own_read ON referrals_intakeroute AS PERMISSIVE FOR SELECT TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('triage_intake'::text) AS holds))
CREATE POLICY partner_add ON referrals_intakeroute AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK ((intake_id = ANY (ARRAY( SELECT acl.my_intake_ids() AS my_intake_ids))) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND ( SELECT (acl.holds('amend_own_intake'::text) OR acl.holds('submit_intake'::text))))
CREATE POLICY policy_change ON referrals_intakeroute AS PERMISSIVE FOR UPDATE TO caseload_policy
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('cut_intake'::text) AS holds))
CREATE POLICY policy_read ON referrals_intakeroute AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON referrals_intakeroute AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY wide_change ON referrals_intakeroute AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY wide_read ON referrals_intakeroute AS PERMISSIVE FOR SELECT TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('triage_intake'::text) AS holds) OR ( SELECT acl.holds('follow_partner'::text) AS holds)))
CREATE POLICY audit_read ON referrals_referral AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_referral AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_referral AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_referral AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_referral AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_referral AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('refer_out'::text) AS case_ids_with))))
CREATE POLICY own_change ON referrals_referral AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('refer_out'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('refer_out'::text) AS case_ids_with))))
CREATE POLICY own_read ON referrals_referral AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY policy_read ON referrals_referral AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON referrals_referral AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('refer_out'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('refer_out'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON referrals_referral AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('refer_out'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('refer_out'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('refer_out'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('refer_out'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON referrals_referral AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON referrals_referralface AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_referralface AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((referral_id IN ( SELECT acl.barred_referral_ids() AS barred_referral_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_referralface AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_referralface AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_referralface AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_referralface AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on))))
CREATE POLICY own_change ON referrals_referralface AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on))))
CREATE POLICY own_read ON referrals_referralface AS PERMISSIVE FOR SELECT TO caseload_own
  USING (referral_id = ANY (ARRAY( SELECT acl.visible_referral_ids() AS visible_referral_ids)))
CREATE POLICY partner_read ON referrals_referralface AS PERMISSIVE FOR SELECT TO caseload_partner
  USING ((referral_id = ANY (ARRAY( SELECT acl.readable_referral_ids() AS readable_referral_ids))) AND ( SELECT (acl.holds('read_own_messages'::text) OR acl.holds('receive_referrals'::text) OR acl.holds('respond_to_referrals'::text) OR acl.holds('write_own_messages'::text))))
CREATE POLICY policy_read ON referrals_referralface AS PERMISSIVE FOR SELECT TO caseload_policy
  USING true
CREATE POLICY wide_add ON referrals_referralface AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('refer_out'::text) AS holds) OR (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on)))))
CREATE POLICY wide_change ON referrals_referralface AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('refer_out'::text) AS holds) OR (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('refer_out'::text) AS holds) OR (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on)))))
CREATE POLICY wide_read ON referrals_referralface AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON referrals_referralmessage AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_referralmessage AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((referral_id IN ( SELECT acl.barred_referral_ids() AS barred_referral_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_referralmessage AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_referralmessage AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_referralmessage AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_referralmessage AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on))) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND ((direction)::text = 'out'::text))
CREATE POLICY own_read ON referrals_referralmessage AS PERMISSIVE FOR SELECT TO caseload_own
  USING (referral_id = ANY (ARRAY( SELECT acl.visible_referral_ids() AS visible_referral_ids)))
CREATE POLICY partner_add ON referrals_referralmessage AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('partner'::text) AS organisation)) AND (agency_id = ( SELECT acl.my_agency() AS my_agency)) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('write_own_messages'::text) AS holds) AND (referral_id = ANY (ARRAY( SELECT acl.readable_referral_ids() AS readable_referral_ids))) AND ((direction)::text = 'in'::text))
CREATE POLICY partner_read ON referrals_referralmessage AS PERMISSIVE FOR SELECT TO caseload_partner
  USING ((referral_id = ANY (ARRAY( SELECT acl.readable_referral_ids() AS readable_referral_ids))) AND ((( SELECT (acl.holds('read_own_messages'::text) OR acl.holds('write_own_messages'::text))) AND ((direction)::text = 'in'::text)) OR (( SELECT acl.holds('read_own_messages'::text) AS holds) AND (disclosure_id = ANY (ARRAY( SELECT acl.readable_disclosure_ids() AS readable_disclosure_ids))))))
CREATE POLICY wide_add ON referrals_referralmessage AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('refer_out'::text) AS holds) OR (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on)))) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND ((direction)::text = 'out'::text))
CREATE POLICY wide_read ON referrals_referralmessage AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON referrals_referralresponse AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON referrals_referralresponse AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((referral_id IN ( SELECT acl.barred_referral_ids() AS barred_referral_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON referrals_referralresponse AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON referrals_referralresponse AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON referrals_referralresponse AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON referrals_referralresponse AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on))) AND (recorded_by_id = ( SELECT ctx.who() AS who)))
CREATE POLICY own_read ON referrals_referralresponse AS PERMISSIVE FOR SELECT TO caseload_own
  USING (referral_id = ANY (ARRAY( SELECT acl.visible_referral_ids() AS visible_referral_ids)))
CREATE POLICY partner_add ON referrals_referralresponse AS PERMISSIVE FOR INSERT TO caseload_partner
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('partner'::text) AS organisation)) AND (agency_id = ( SELECT acl.my_agency() AS my_agency)) AND (recorded_by_id = ( SELECT ctx.who() AS who)) AND ( SELECT acl.holds('respond_to_referrals'::text) AS holds) AND (referral_id = ANY (ARRAY( SELECT acl.readable_referral_ids() AS readable_referral_ids))))
CREATE POLICY wide_add ON referrals_referralresponse AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('refer_out'::text) AS holds) OR (referral_id = ANY (ARRAY( SELECT acl.referral_ids_to_work_on() AS referral_ids_to_work_on)))) AND (recorded_by_id = ( SELECT ctx.who() AS who)))
CREATE POLICY wide_read ON referrals_referralresponse AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY as_now_select ON tasks_historicaltask AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM tasks_task l WHERE (l.id = tasks_historicaltask.id)))
CREATE POLICY as_now_update ON tasks_historicaltask AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (EXISTS ( SELECT 1 FROM tasks_task l WHERE (l.id = tasks_historicaltask.id)))
CREATE POLICY audit_read ON tasks_historicaltask AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON tasks_historicaltask AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON tasks_historicaltask AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON tasks_historicaltask AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON tasks_historicaltask AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON tasks_historicaltask AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON tasks_historicaltask AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY wide_add ON tasks_historicaltask AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON tasks_historicaltask AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON tasks_task AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY bar ON tasks_task AS RESTRICTIVE FOR ALL TO caseload_own, caseload_wide
  USING ((case_id IN ( SELECT acl.barred_case_ids() AS barred_case_ids)) IS NOT TRUE)
CREATE POLICY migration_add ON tasks_task AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON tasks_task AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON tasks_task AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON tasks_task AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('manage_tasks'::text) AS case_ids_with))))
CREATE POLICY own_change ON tasks_task AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('manage_tasks'::text) AS case_ids_with))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND (case_id = ANY (ARRAY( SELECT acl.case_ids_with('manage_tasks'::text) AS case_ids_with))))
CREATE POLICY own_read ON tasks_task AS PERMISSIVE FOR SELECT TO caseload_own
  USING (case_id = ANY (ARRAY( SELECT acl.visible_case_ids() AS visible_case_ids)))
CREATE POLICY sensitive_select ON tasks_task AS RESTRICTIVE FOR SELECT TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY sensitive_update ON tasks_task AS RESTRICTIVE FOR UPDATE TO caseload_own, caseload_wide
  USING (((sensitivity)::text = ANY ((ARRAY['standard'::character varying, 'third_party_confidential'::character varying])::text[])) OR (recorded_by_id = ( SELECT ctx.who() AS who)) OR (id IN ( SELECT acl.named_record_ids() AS named_record_ids)) OR (((sensitivity)::text = 'restricted'::text) AND (( SELECT acl.holds('view_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'highly_restricted'::text) AND (( SELECT acl.holds('view_highly_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_highly_restricted'::text) AS case_ids_with)))) OR (((sensitivity)::text = 'legally_restricted'::text) AND (( SELECT acl.holds('view_legally_restricted'::text) AS holds) OR (case_id IN ( SELECT acl.case_ids_with('view_legally_restricted'::text) AS case_ids_with)))))
CREATE POLICY wide_add ON tasks_task AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('manage_tasks'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('manage_tasks'::text) AS case_ids_with)))))
CREATE POLICY wide_change ON tasks_task AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('manage_tasks'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('manage_tasks'::text) AS case_ids_with)))))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND (( SELECT acl.holds('manage_tasks'::text) AS holds) OR (case_id = ANY (ARRAY( SELECT acl.case_ids_with('manage_tasks'::text) AS case_ids_with)))))
CREATE POLICY wide_read ON tasks_task AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON vocabulary_codevalue AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON vocabulary_codevalue AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON vocabulary_codevalue AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON vocabulary_codevalue AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON vocabulary_codevalue AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_code_lists'::text) AS holds))
CREATE POLICY own_change ON vocabulary_codevalue AS PERMISSIVE FOR UPDATE TO caseload_own
  USING ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_code_lists'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation)) AND ( SELECT acl.holds('manage_code_lists'::text) AS holds))
CREATE POLICY own_read ON vocabulary_codevalue AS PERMISSIVE FOR SELECT TO caseload_own
  USING (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation))
CREATE POLICY partner_read ON vocabulary_codevalue AS PERMISSIVE FOR SELECT TO caseload_partner
  USING (organisation_id = ( SELECT ctx.organisation('partner'::text) AS organisation))
CREATE POLICY wide_add ON vocabulary_codevalue AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_code_lists'::text) AS holds))
CREATE POLICY wide_change ON vocabulary_codevalue AS PERMISSIVE FOR UPDATE TO caseload_wide
  USING ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_code_lists'::text) AS holds))
  WITH CHECK ((organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation)) AND ( SELECT acl.holds('manage_code_lists'::text) AS holds))
CREATE POLICY wide_read ON vocabulary_codevalue AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))
CREATE POLICY audit_read ON vocabulary_historicalcodevalue AS PERMISSIVE FOR SELECT TO caseload_audit
  USING true
CREATE POLICY migration_add ON vocabulary_historicalcodevalue AS PERMISSIVE FOR INSERT TO caseload_owner
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_change ON vocabulary_historicalcodevalue AS PERMISSIVE FOR UPDATE TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
  WITH CHECK ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY migration_read ON vocabulary_historicalcodevalue AS PERMISSIVE FOR SELECT TO caseload_owner
  USING ( SELECT ctx.is_migration() AS is_migration)
CREATE POLICY own_add ON vocabulary_historicalcodevalue AS PERMISSIVE FOR INSERT TO caseload_own
  WITH CHECK true
CREATE POLICY own_read ON vocabulary_historicalcodevalue AS PERMISSIVE FOR SELECT TO caseload_own
  USING (organisation_id = ( SELECT ctx.organisation('own'::text) AS organisation))
CREATE POLICY wide_add ON vocabulary_historicalcodevalue AS PERMISSIVE FOR INSERT TO caseload_wide
  WITH CHECK true
CREATE POLICY wide_read ON vocabulary_historicalcodevalue AS PERMISSIVE FOR SELECT TO caseload_wide
  USING (organisation_id = ( SELECT ctx.organisation('wide'::text) AS organisation))

-- Rights
GRANT SELECT ON ctx.setting TO caseload_app;
GRANT SELECT ON ctx.setting TO caseload_owner;
GRANT UPDATE (demo) ON ctx.setting TO caseload_owner;
GRANT UPDATE (told_time) ON ctx.setting TO caseload_owner;
GRANT INSERT ON public.access_idempotencykey TO caseload_own;
GRANT SELECT ON public.access_idempotencykey TO caseload_own;
GRANT UPDATE ON public.access_idempotencykey TO caseload_own;
GRANT INSERT ON public.access_idempotencykey TO caseload_partner;
GRANT SELECT ON public.access_idempotencykey TO caseload_partner;
GRANT UPDATE ON public.access_idempotencykey TO caseload_partner;
GRANT INSERT ON public.access_idempotencykey TO caseload_wide;
GRANT SELECT ON public.access_idempotencykey TO caseload_wide;
GRANT UPDATE ON public.access_idempotencykey TO caseload_wide;
GRANT INSERT ON public.access_ratecounter TO caseload_app;
GRANT SELECT ON public.access_ratecounter TO caseload_app;
GRANT UPDATE ON public.access_ratecounter TO caseload_app;
GRANT DELETE ON public.accounts_application TO caseload_app;
GRANT INSERT ON public.accounts_application TO caseload_app;
GRANT SELECT ON public.accounts_application TO caseload_app;
GRANT UPDATE ON public.accounts_application TO caseload_app;
GRANT SELECT ON public.accounts_clientsecret TO caseload_app;
GRANT SELECT ON public.accounts_clientsecret TO caseload_audit;
GRANT INSERT ON public.accounts_clientsecret TO caseload_own;
GRANT SELECT ON public.accounts_clientsecret TO caseload_own;
GRANT UPDATE ON public.accounts_clientsecret TO caseload_own;
GRANT SELECT ON public.accounts_clientsecret TO caseload_policy;
GRANT SELECT ON public.accounts_historicalclientsecret TO caseload_audit;
GRANT INSERT ON public.accounts_historicalclientsecret TO caseload_own;
GRANT SELECT ON public.accounts_historicalclientsecret TO caseload_own;
GRANT SELECT ON public.accounts_historicalorganisation TO caseload_audit;
GRANT SELECT ON public.accounts_historicalorganisation TO caseload_own;
GRANT SELECT ON public.accounts_historicalorganisation TO caseload_wide;
GRANT SELECT ON public.accounts_historicalpartneragency TO caseload_audit;
GRANT INSERT ON public.accounts_historicalpartneragency TO caseload_own;
GRANT SELECT ON public.accounts_historicalpartneragency TO caseload_own;
GRANT SELECT ON public.accounts_historicalpartneragency TO caseload_wide;
GRANT SELECT ON public.accounts_historicalpartnerclient TO caseload_audit;
GRANT INSERT ON public.accounts_historicalpartnerclient TO caseload_own;
GRANT SELECT ON public.accounts_historicalpartnerclient TO caseload_own;
GRANT SELECT ON public.accounts_historicalpartnerclient TO caseload_wide;
GRANT SELECT ON public.accounts_historicalroleholding TO caseload_audit;
GRANT INSERT ON public.accounts_historicalroleholding TO caseload_own;
GRANT SELECT ON public.accounts_historicalroleholding TO caseload_own;
GRANT INSERT ON public.accounts_historicalroleholding TO caseload_wide;
GRANT SELECT ON public.accounts_historicalroleholding TO caseload_wide;
GRANT SELECT ON public.accounts_historicalsharingagreement TO caseload_audit;
GRANT INSERT ON public.accounts_historicalsharingagreement TO caseload_own;
GRANT SELECT ON public.accounts_historicalsharingagreement TO caseload_own;
GRANT SELECT ON public.accounts_historicalsharingagreement TO caseload_wide;
GRANT SELECT ON public.accounts_historicalteam TO caseload_audit;
GRANT INSERT ON public.accounts_historicalteam TO caseload_own;
GRANT SELECT ON public.accounts_historicalteam TO caseload_own;
GRANT INSERT ON public.accounts_historicalteam TO caseload_wide;
GRANT SELECT ON public.accounts_historicalteam TO caseload_wide;
GRANT SELECT ON public.accounts_historicaluser TO caseload_audit;
GRANT INSERT ON public.accounts_historicaluser TO caseload_own;
GRANT SELECT ON public.accounts_historicaluser TO caseload_own;
GRANT INSERT ON public.accounts_historicaluser TO caseload_wide;
GRANT SELECT ON public.accounts_historicaluser TO caseload_wide;
GRANT SELECT ON public.accounts_organisation TO caseload_app;
GRANT SELECT ON public.accounts_organisation TO caseload_audit;
GRANT SELECT ON public.accounts_organisation TO caseload_own;
GRANT SELECT ON public.accounts_organisation TO caseload_partner;
GRANT SELECT ON public.accounts_organisation TO caseload_policy;
GRANT SELECT ON public.accounts_organisation TO caseload_wide;
GRANT SELECT ON public.accounts_partneragency TO caseload_app;
GRANT SELECT ON public.accounts_partneragency TO caseload_audit;
GRANT INSERT ON public.accounts_partneragency TO caseload_own;
GRANT SELECT ON public.accounts_partneragency TO caseload_own;
GRANT UPDATE ON public.accounts_partneragency TO caseload_own;
GRANT SELECT ON public.accounts_partneragency TO caseload_partner;
GRANT SELECT ON public.accounts_partneragency TO caseload_policy;
GRANT SELECT ON public.accounts_partneragency TO caseload_wide;
GRANT SELECT ON public.accounts_partnerclient TO caseload_app;
GRANT SELECT ON public.accounts_partnerclient TO caseload_audit;
GRANT INSERT ON public.accounts_partnerclient TO caseload_own;
GRANT SELECT ON public.accounts_partnerclient TO caseload_own;
GRANT UPDATE ON public.accounts_partnerclient TO caseload_own;
GRANT SELECT ON public.accounts_partnerclient TO caseload_partner;
GRANT SELECT ON public.accounts_partnerclient TO caseload_policy;
GRANT SELECT ON public.accounts_partnerclient TO caseload_wide;
GRANT SELECT ON public.accounts_roleholding TO caseload_app;
GRANT SELECT ON public.accounts_roleholding TO caseload_audit;
GRANT INSERT ON public.accounts_roleholding TO caseload_own;
GRANT SELECT ON public.accounts_roleholding TO caseload_own;
GRANT UPDATE ON public.accounts_roleholding TO caseload_own;
GRANT SELECT ON public.accounts_roleholding TO caseload_policy;
GRANT SELECT ON public.accounts_roleholding TO caseload_wide;
GRANT UPDATE ON public.accounts_roleholding TO caseload_wide;
GRANT INSERT ON public.accounts_session TO caseload_app;
GRANT SELECT ON public.accounts_session TO caseload_app;
GRANT UPDATE ON public.accounts_session TO caseload_app;
GRANT SELECT ON public.accounts_session TO caseload_own;
GRANT SELECT ON public.accounts_session TO caseload_policy;
GRANT SELECT ON public.accounts_session TO caseload_wide;
GRANT UPDATE (ended_at) ON public.accounts_session TO caseload_own;
GRANT UPDATE (ended_at) ON public.accounts_session TO caseload_wide;
GRANT SELECT ON public.accounts_sharingagreement TO caseload_app;
GRANT SELECT ON public.accounts_sharingagreement TO caseload_audit;
GRANT INSERT ON public.accounts_sharingagreement TO caseload_own;
GRANT SELECT ON public.accounts_sharingagreement TO caseload_own;
GRANT UPDATE ON public.accounts_sharingagreement TO caseload_own;
GRANT SELECT ON public.accounts_sharingagreement TO caseload_partner;
GRANT SELECT ON public.accounts_sharingagreement TO caseload_policy;
GRANT SELECT ON public.accounts_sharingagreement TO caseload_wide;
GRANT SELECT ON public.accounts_team TO caseload_app;
GRANT SELECT ON public.accounts_team TO caseload_audit;
GRANT INSERT ON public.accounts_team TO caseload_own;
GRANT SELECT ON public.accounts_team TO caseload_own;
GRANT SELECT ON public.accounts_team TO caseload_policy;
GRANT INSERT ON public.accounts_team TO caseload_wide;
GRANT SELECT ON public.accounts_team TO caseload_wide;
GRANT SELECT ON public.accounts_user TO caseload_app;
GRANT SELECT ON public.accounts_user TO caseload_audit;
GRANT INSERT ON public.accounts_user TO caseload_own;
GRANT INSERT ON public.accounts_user TO caseload_wide;
GRANT SELECT (display_name) ON public.accounts_user TO caseload_own;
GRANT UPDATE (display_name) ON public.accounts_user TO caseload_own;
GRANT SELECT (display_name) ON public.accounts_user TO caseload_policy;
GRANT SELECT (display_name) ON public.accounts_user TO caseload_wide;
GRANT SELECT (email) ON public.accounts_user TO caseload_own;
GRANT UPDATE (email) ON public.accounts_user TO caseload_own;
GRANT SELECT (email) ON public.accounts_user TO caseload_policy;
GRANT SELECT (email) ON public.accounts_user TO caseload_wide;
GRANT SELECT (id) ON public.accounts_user TO caseload_own;
GRANT UPDATE (id) ON public.accounts_user TO caseload_own;
GRANT SELECT (id) ON public.accounts_user TO caseload_policy;
GRANT SELECT (id) ON public.accounts_user TO caseload_wide;
GRANT SELECT (is_active) ON public.accounts_user TO caseload_own;
GRANT UPDATE (is_active) ON public.accounts_user TO caseload_own;
GRANT SELECT (is_active) ON public.accounts_user TO caseload_policy;
GRANT SELECT (is_active) ON public.accounts_user TO caseload_wide;
GRANT SELECT (job_title) ON public.accounts_user TO caseload_own;
GRANT UPDATE (job_title) ON public.accounts_user TO caseload_own;
GRANT SELECT (job_title) ON public.accounts_user TO caseload_policy;
GRANT SELECT (job_title) ON public.accounts_user TO caseload_wide;
GRANT SELECT (kind) ON public.accounts_user TO caseload_own;
GRANT UPDATE (kind) ON public.accounts_user TO caseload_own;
GRANT SELECT (kind) ON public.accounts_user TO caseload_policy;
GRANT SELECT (kind) ON public.accounts_user TO caseload_wide;
GRANT UPDATE (last_login) ON public.accounts_user TO caseload_app;
GRANT SELECT (organisation_id) ON public.accounts_user TO caseload_own;
GRANT UPDATE (organisation_id) ON public.accounts_user TO caseload_own;
GRANT SELECT (organisation_id) ON public.accounts_user TO caseload_policy;
GRANT SELECT (organisation_id) ON public.accounts_user TO caseload_wide;
GRANT UPDATE (password) ON public.accounts_user TO caseload_app;
GRANT SELECT (username) ON public.accounts_user TO caseload_own;
GRANT UPDATE (username) ON public.accounts_user TO caseload_own;
GRANT SELECT (username) ON public.accounts_user TO caseload_policy;
GRANT SELECT (username) ON public.accounts_user TO caseload_wide;
GRANT SELECT (version) ON public.accounts_user TO caseload_own;
GRANT UPDATE (version) ON public.accounts_user TO caseload_own;
GRANT SELECT (version) ON public.accounts_user TO caseload_policy;
GRANT SELECT (version) ON public.accounts_user TO caseload_wide;
GRANT INSERT ON public.auth_group TO caseload_own;
GRANT SELECT ON public.auth_group TO caseload_own;
GRANT SELECT ON public.auth_permission TO caseload_app;
GRANT SELECT ON public.auth_permission TO caseload_own;
GRANT SELECT ON public.auth_permission TO caseload_policy;
GRANT SELECT ON public.auth_permission TO caseload_wide;
GRANT SELECT ON public.clients_address TO caseload_audit;
GRANT INSERT ON public.clients_address TO caseload_own;
GRANT SELECT ON public.clients_address TO caseload_own;
GRANT UPDATE ON public.clients_address TO caseload_own;
GRANT INSERT ON public.clients_address TO caseload_wide;
GRANT SELECT ON public.clients_address TO caseload_wide;
GRANT UPDATE ON public.clients_address TO caseload_wide;
GRANT SELECT ON public.clients_allocation TO caseload_audit;
GRANT INSERT ON public.clients_allocation TO caseload_own;
GRANT SELECT ON public.clients_allocation TO caseload_own;
GRANT UPDATE ON public.clients_allocation TO caseload_own;
GRANT SELECT ON public.clients_allocation TO caseload_policy;
GRANT INSERT ON public.clients_allocation TO caseload_wide;
GRANT SELECT ON public.clients_allocation TO caseload_wide;
GRANT UPDATE ON public.clients_allocation TO caseload_wide;
GRANT SELECT ON public.clients_case TO caseload_audit;
GRANT INSERT ON public.clients_case TO caseload_own;
GRANT SELECT ON public.clients_case TO caseload_own;
GRANT UPDATE ON public.clients_case TO caseload_own;
GRANT SELECT ON public.clients_case TO caseload_policy;
GRANT INSERT ON public.clients_case TO caseload_wide;
GRANT SELECT ON public.clients_case TO caseload_wide;
GRANT UPDATE ON public.clients_case TO caseload_wide;
GRANT SELECT ON public.clients_casegroupgrant TO caseload_audit;
GRANT INSERT ON public.clients_casegroupgrant TO caseload_own;
GRANT SELECT ON public.clients_casegroupgrant TO caseload_own;
GRANT UPDATE ON public.clients_casegroupgrant TO caseload_own;
GRANT SELECT ON public.clients_casegroupgrant TO caseload_policy;
GRANT INSERT ON public.clients_casegroupgrant TO caseload_wide;
GRANT SELECT ON public.clients_casegroupgrant TO caseload_wide;
GRANT UPDATE ON public.clients_casegroupgrant TO caseload_wide;
GRANT SELECT ON public.clients_caseside TO caseload_audit;
GRANT SELECT ON public.clients_caseside TO caseload_policy;
GRANT INSERT ON public.clients_caseside TO caseload_wide;
GRANT SELECT ON public.clients_caseside TO caseload_wide;
GRANT UPDATE ON public.clients_caseside TO caseload_wide;
GRANT INSERT ON public.clients_casesummary TO caseload_own;
GRANT SELECT ON public.clients_casesummary TO caseload_own;
GRANT UPDATE ON public.clients_casesummary TO caseload_own;
GRANT INSERT ON public.clients_casesummary TO caseload_wide;
GRANT SELECT ON public.clients_casesummary TO caseload_wide;
GRANT UPDATE ON public.clients_casesummary TO caseload_wide;
GRANT SELECT ON public.clients_caseusergrant TO caseload_audit;
GRANT INSERT ON public.clients_caseusergrant TO caseload_own;
GRANT SELECT ON public.clients_caseusergrant TO caseload_own;
GRANT UPDATE ON public.clients_caseusergrant TO caseload_own;
GRANT SELECT ON public.clients_caseusergrant TO caseload_policy;
GRANT INSERT ON public.clients_caseusergrant TO caseload_wide;
GRANT SELECT ON public.clients_caseusergrant TO caseload_wide;
GRANT UPDATE ON public.clients_caseusergrant TO caseload_wide;
GRANT SELECT ON public.clients_codeword TO caseload_audit;
GRANT INSERT ON public.clients_codeword TO caseload_own;
GRANT SELECT ON public.clients_codeword TO caseload_own;
GRANT UPDATE ON public.clients_codeword TO caseload_own;
GRANT INSERT ON public.clients_codeword TO caseload_wide;
GRANT SELECT ON public.clients_codeword TO caseload_wide;
GRANT UPDATE ON public.clients_codeword TO caseload_wide;
GRANT SELECT ON public.clients_confidentialaddress TO caseload_audit;
GRANT INSERT ON public.clients_confidentialaddress TO caseload_own;
GRANT SELECT ON public.clients_confidentialaddress TO caseload_own;
GRANT UPDATE ON public.clients_confidentialaddress TO caseload_own;
GRANT INSERT ON public.clients_confidentialaddress TO caseload_wide;
GRANT SELECT ON public.clients_confidentialaddress TO caseload_wide;
GRANT UPDATE ON public.clients_confidentialaddress TO caseload_wide;
GRANT SELECT ON public.clients_equalityfacts TO caseload_audit;
GRANT INSERT ON public.clients_equalityfacts TO caseload_own;
GRANT SELECT ON public.clients_equalityfacts TO caseload_own;
GRANT UPDATE ON public.clients_equalityfacts TO caseload_own;
GRANT SELECT ON public.clients_exclusion TO caseload_audit;
GRANT INSERT ON public.clients_exclusion TO caseload_own;
GRANT SELECT ON public.clients_exclusion TO caseload_own;
GRANT UPDATE ON public.clients_exclusion TO caseload_own;
GRANT INSERT ON public.clients_exclusion TO caseload_policy;
GRANT SELECT ON public.clients_exclusion TO caseload_policy;
GRANT INSERT ON public.clients_exclusion TO caseload_wide;
GRANT SELECT ON public.clients_exclusion TO caseload_wide;
GRANT UPDATE ON public.clients_exclusion TO caseload_wide;
GRANT SELECT ON public.clients_family TO caseload_audit;
GRANT INSERT ON public.clients_family TO caseload_own;
GRANT SELECT ON public.clients_family TO caseload_own;
GRANT UPDATE ON public.clients_family TO caseload_own;
GRANT SELECT ON public.clients_family TO caseload_policy;
GRANT INSERT ON public.clients_family TO caseload_wide;
GRANT SELECT ON public.clients_family TO caseload_wide;
GRANT UPDATE ON public.clients_family TO caseload_wide;
GRANT SELECT ON public.clients_familymember TO caseload_audit;
GRANT INSERT ON public.clients_familymember TO caseload_own;
GRANT SELECT ON public.clients_familymember TO caseload_own;
GRANT UPDATE ON public.clients_familymember TO caseload_own;
GRANT SELECT ON public.clients_familymember TO caseload_policy;
GRANT INSERT ON public.clients_familymember TO caseload_wide;
GRANT SELECT ON public.clients_familymember TO caseload_wide;
GRANT UPDATE ON public.clients_familymember TO caseload_wide;
GRANT SELECT ON public.clients_historicaladdress TO caseload_audit;
GRANT INSERT ON public.clients_historicaladdress TO caseload_own;
GRANT SELECT ON public.clients_historicaladdress TO caseload_own;
GRANT INSERT ON public.clients_historicaladdress TO caseload_wide;
GRANT SELECT ON public.clients_historicaladdress TO caseload_wide;
GRANT SELECT ON public.clients_historicalallocation TO caseload_audit;
GRANT INSERT ON public.clients_historicalallocation TO caseload_own;
GRANT SELECT ON public.clients_historicalallocation TO caseload_own;
GRANT INSERT ON public.clients_historicalallocation TO caseload_wide;
GRANT SELECT ON public.clients_historicalallocation TO caseload_wide;
GRANT SELECT ON public.clients_historicalcase TO caseload_audit;
GRANT INSERT ON public.clients_historicalcase TO caseload_own;
GRANT SELECT ON public.clients_historicalcase TO caseload_own;
GRANT INSERT ON public.clients_historicalcase TO caseload_wide;
GRANT SELECT ON public.clients_historicalcase TO caseload_wide;
GRANT SELECT ON public.clients_historicalcasegroupgrant TO caseload_audit;
GRANT INSERT ON public.clients_historicalcasegroupgrant TO caseload_own;
GRANT SELECT ON public.clients_historicalcasegroupgrant TO caseload_own;
GRANT INSERT ON public.clients_historicalcasegroupgrant TO caseload_wide;
GRANT SELECT ON public.clients_historicalcasegroupgrant TO caseload_wide;
GRANT SELECT ON public.clients_historicalcaseside TO caseload_audit;
GRANT INSERT ON public.clients_historicalcaseside TO caseload_wide;
GRANT SELECT ON public.clients_historicalcaseside TO caseload_wide;
GRANT SELECT ON public.clients_historicalcaseusergrant TO caseload_audit;
GRANT INSERT ON public.clients_historicalcaseusergrant TO caseload_own;
GRANT SELECT ON public.clients_historicalcaseusergrant TO caseload_own;
GRANT INSERT ON public.clients_historicalcaseusergrant TO caseload_wide;
GRANT SELECT ON public.clients_historicalcaseusergrant TO caseload_wide;
GRANT SELECT ON public.clients_historicalcodeword TO caseload_audit;
GRANT INSERT ON public.clients_historicalcodeword TO caseload_own;
GRANT SELECT ON public.clients_historicalcodeword TO caseload_own;
GRANT INSERT ON public.clients_historicalcodeword TO caseload_wide;
GRANT SELECT ON public.clients_historicalcodeword TO caseload_wide;
GRANT SELECT ON public.clients_historicalconfidentialaddress TO caseload_audit;
GRANT INSERT ON public.clients_historicalconfidentialaddress TO caseload_own;
GRANT SELECT ON public.clients_historicalconfidentialaddress TO caseload_own;
GRANT INSERT ON public.clients_historicalconfidentialaddress TO caseload_wide;
GRANT SELECT ON public.clients_historicalconfidentialaddress TO caseload_wide;
GRANT SELECT ON public.clients_historicalequalityfacts TO caseload_audit;
GRANT INSERT ON public.clients_historicalequalityfacts TO caseload_own;
GRANT SELECT ON public.clients_historicalequalityfacts TO caseload_own;
GRANT SELECT ON public.clients_historicalexclusion TO caseload_audit;
GRANT INSERT ON public.clients_historicalexclusion TO caseload_own;
GRANT SELECT ON public.clients_historicalexclusion TO caseload_own;
GRANT INSERT ON public.clients_historicalexclusion TO caseload_policy;
GRANT INSERT ON public.clients_historicalexclusion TO caseload_wide;
GRANT SELECT ON public.clients_historicalexclusion TO caseload_wide;
GRANT SELECT ON public.clients_historicalfamily TO caseload_audit;
GRANT INSERT ON public.clients_historicalfamily TO caseload_own;
GRANT SELECT ON public.clients_historicalfamily TO caseload_own;
GRANT INSERT ON public.clients_historicalfamily TO caseload_wide;
GRANT SELECT ON public.clients_historicalfamily TO caseload_wide;
GRANT SELECT ON public.clients_historicalfamilymember TO caseload_audit;
GRANT INSERT ON public.clients_historicalfamilymember TO caseload_own;
GRANT SELECT ON public.clients_historicalfamilymember TO caseload_own;
GRANT INSERT ON public.clients_historicalfamilymember TO caseload_wide;
GRANT SELECT ON public.clients_historicalfamilymember TO caseload_wide;
GRANT SELECT ON public.clients_historicalperson TO caseload_audit;
GRANT INSERT ON public.clients_historicalperson TO caseload_own;
GRANT SELECT ON public.clients_historicalperson TO caseload_own;
GRANT INSERT ON public.clients_historicalperson TO caseload_wide;
GRANT SELECT ON public.clients_historicalperson TO caseload_wide;
GRANT SELECT ON public.clients_historicalprotectedmatch TO caseload_audit;
GRANT INSERT ON public.clients_historicalprotectedmatch TO caseload_policy;
GRANT INSERT ON public.clients_historicalprotectedmatch TO caseload_wide;
GRANT SELECT ON public.clients_historicalprotectedmatch TO caseload_wide;
GRANT SELECT ON public.clients_historicalrecordreader TO caseload_audit;
GRANT INSERT ON public.clients_historicalrecordreader TO caseload_own;
GRANT SELECT ON public.clients_historicalrecordreader TO caseload_own;
GRANT INSERT ON public.clients_historicalrecordreader TO caseload_wide;
GRANT SELECT ON public.clients_historicalrecordreader TO caseload_wide;
GRANT SELECT ON public.clients_historicalrelationship TO caseload_audit;
GRANT INSERT ON public.clients_historicalrelationship TO caseload_own;
GRANT SELECT ON public.clients_historicalrelationship TO caseload_own;
GRANT INSERT ON public.clients_historicalrelationship TO caseload_wide;
GRANT SELECT ON public.clients_historicalrelationship TO caseload_wide;
GRANT SELECT ON public.clients_historicalsafecontactroute TO caseload_audit;
GRANT INSERT ON public.clients_historicalsafecontactroute TO caseload_own;
GRANT SELECT ON public.clients_historicalsafecontactroute TO caseload_own;
GRANT INSERT ON public.clients_historicalsafecontactroute TO caseload_wide;
GRANT SELECT ON public.clients_historicalsafecontactroute TO caseload_wide;
GRANT SELECT ON public.clients_person TO caseload_audit;
GRANT INSERT ON public.clients_person TO caseload_own;
GRANT SELECT ON public.clients_person TO caseload_own;
GRANT UPDATE ON public.clients_person TO caseload_own;
GRANT SELECT ON public.clients_person TO caseload_policy;
GRANT INSERT ON public.clients_person TO caseload_wide;
GRANT SELECT ON public.clients_person TO caseload_wide;
GRANT UPDATE ON public.clients_person TO caseload_wide;
GRANT SELECT ON public.clients_protectedmatch TO caseload_audit;
GRANT INSERT ON public.clients_protectedmatch TO caseload_policy;
GRANT SELECT ON public.clients_protectedmatch TO caseload_wide;
GRANT UPDATE ON public.clients_protectedmatch TO caseload_wide;
GRANT SELECT ON public.clients_recordreader TO caseload_audit;
GRANT INSERT ON public.clients_recordreader TO caseload_own;
GRANT SELECT ON public.clients_recordreader TO caseload_own;
GRANT UPDATE ON public.clients_recordreader TO caseload_own;
GRANT SELECT ON public.clients_recordreader TO caseload_policy;
GRANT INSERT ON public.clients_recordreader TO caseload_wide;
GRANT SELECT ON public.clients_recordreader TO caseload_wide;
GRANT UPDATE ON public.clients_recordreader TO caseload_wide;
GRANT SELECT ON public.clients_relationship TO caseload_audit;
GRANT INSERT ON public.clients_relationship TO caseload_own;
GRANT SELECT ON public.clients_relationship TO caseload_own;
GRANT UPDATE ON public.clients_relationship TO caseload_own;
GRANT INSERT ON public.clients_relationship TO caseload_wide;
GRANT SELECT ON public.clients_relationship TO caseload_wide;
GRANT UPDATE ON public.clients_relationship TO caseload_wide;
GRANT SELECT ON public.clients_safecontactroute TO caseload_audit;
GRANT INSERT ON public.clients_safecontactroute TO caseload_own;
GRANT SELECT ON public.clients_safecontactroute TO caseload_own;
GRANT UPDATE ON public.clients_safecontactroute TO caseload_own;
GRANT INSERT ON public.clients_safecontactroute TO caseload_wide;
GRANT SELECT ON public.clients_safecontactroute TO caseload_wide;
GRANT UPDATE ON public.clients_safecontactroute TO caseload_wide;
GRANT INSERT ON public.clients_searchtoken TO caseload_own;
GRANT SELECT ON public.clients_searchtoken TO caseload_own;
GRANT UPDATE ON public.clients_searchtoken TO caseload_own;
GRANT SELECT ON public.clients_searchtoken TO caseload_policy;
GRANT INSERT ON public.clients_searchtoken TO caseload_wide;
GRANT SELECT ON public.clients_searchtoken TO caseload_wide;
GRANT UPDATE ON public.clients_searchtoken TO caseload_wide;
GRANT SELECT ON public.consents_consent TO caseload_audit;
GRANT INSERT ON public.consents_consent TO caseload_own;
GRANT SELECT ON public.consents_consent TO caseload_own;
GRANT UPDATE ON public.consents_consent TO caseload_own;
GRANT SELECT ON public.consents_consent TO caseload_policy;
GRANT INSERT ON public.consents_consent TO caseload_wide;
GRANT SELECT ON public.consents_consent TO caseload_wide;
GRANT UPDATE ON public.consents_consent TO caseload_wide;
GRANT SELECT ON public.consents_disclosedcopy TO caseload_audit;
GRANT INSERT ON public.consents_disclosedcopy TO caseload_own;
GRANT SELECT ON public.consents_disclosedcopy TO caseload_own;
GRANT SELECT ON public.consents_disclosedcopy TO caseload_partner;
GRANT INSERT ON public.consents_disclosedcopy TO caseload_wide;
GRANT SELECT ON public.consents_disclosedcopy TO caseload_wide;
GRANT SELECT ON public.consents_disclosure TO caseload_audit;
GRANT INSERT ON public.consents_disclosure TO caseload_own;
GRANT SELECT ON public.consents_disclosure TO caseload_own;
GRANT UPDATE ON public.consents_disclosure TO caseload_own;
GRANT SELECT ON public.consents_disclosure TO caseload_policy;
GRANT INSERT ON public.consents_disclosure TO caseload_wide;
GRANT SELECT ON public.consents_disclosure TO caseload_wide;
GRANT UPDATE ON public.consents_disclosure TO caseload_wide;
GRANT SELECT ON public.consents_disclosurenotice TO caseload_audit;
GRANT INSERT ON public.consents_disclosurenotice TO caseload_own;
GRANT SELECT ON public.consents_disclosurenotice TO caseload_own;
GRANT UPDATE ON public.consents_disclosurenotice TO caseload_own;
GRANT SELECT ON public.consents_disclosurenotice TO caseload_partner;
GRANT INSERT ON public.consents_disclosurenotice TO caseload_wide;
GRANT SELECT ON public.consents_disclosurenotice TO caseload_wide;
GRANT UPDATE ON public.consents_disclosurenotice TO caseload_wide;
GRANT SELECT ON public.consents_disclosurereceipt TO caseload_audit;
GRANT SELECT ON public.consents_disclosurereceipt TO caseload_own;
GRANT INSERT ON public.consents_disclosurereceipt TO caseload_partner;
GRANT SELECT ON public.consents_disclosurereceipt TO caseload_wide;
GRANT SELECT ON public.consents_historicalconsent TO caseload_audit;
GRANT INSERT ON public.consents_historicalconsent TO caseload_own;
GRANT SELECT ON public.consents_historicalconsent TO caseload_own;
GRANT INSERT ON public.consents_historicalconsent TO caseload_wide;
GRANT SELECT ON public.consents_historicalconsent TO caseload_wide;
GRANT SELECT ON public.consents_historicaldisclosedcopy TO caseload_audit;
GRANT INSERT ON public.consents_historicaldisclosedcopy TO caseload_own;
GRANT SELECT ON public.consents_historicaldisclosedcopy TO caseload_own;
GRANT INSERT ON public.consents_historicaldisclosedcopy TO caseload_wide;
GRANT SELECT ON public.consents_historicaldisclosedcopy TO caseload_wide;
GRANT SELECT ON public.consents_historicaldisclosure TO caseload_audit;
GRANT INSERT ON public.consents_historicaldisclosure TO caseload_own;
GRANT SELECT ON public.consents_historicaldisclosure TO caseload_own;
GRANT INSERT ON public.consents_historicaldisclosure TO caseload_wide;
GRANT SELECT ON public.consents_historicaldisclosure TO caseload_wide;
GRANT SELECT ON public.consents_historicaldisclosurenotice TO caseload_audit;
GRANT INSERT ON public.consents_historicaldisclosurenotice TO caseload_own;
GRANT SELECT ON public.consents_historicaldisclosurenotice TO caseload_own;
GRANT INSERT ON public.consents_historicaldisclosurenotice TO caseload_wide;
GRANT SELECT ON public.consents_historicaldisclosurenotice TO caseload_wide;
GRANT SELECT ON public.consents_historicaldisclosurereceipt TO caseload_audit;
GRANT SELECT ON public.consents_historicaldisclosurereceipt TO caseload_own;
GRANT INSERT ON public.consents_historicaldisclosurereceipt TO caseload_partner;
GRANT SELECT ON public.consents_historicaldisclosurereceipt TO caseload_wide;
GRANT SELECT ON public.consents_historicallawfulbasis TO caseload_audit;
GRANT INSERT ON public.consents_historicallawfulbasis TO caseload_own;
GRANT SELECT ON public.consents_historicallawfulbasis TO caseload_own;
GRANT INSERT ON public.consents_historicallawfulbasis TO caseload_wide;
GRANT SELECT ON public.consents_historicallawfulbasis TO caseload_wide;
GRANT SELECT ON public.consents_lawfulbasis TO caseload_audit;
GRANT INSERT ON public.consents_lawfulbasis TO caseload_own;
GRANT SELECT ON public.consents_lawfulbasis TO caseload_own;
GRANT UPDATE ON public.consents_lawfulbasis TO caseload_own;
GRANT SELECT ON public.consents_lawfulbasis TO caseload_policy;
GRANT INSERT ON public.consents_lawfulbasis TO caseload_wide;
GRANT SELECT ON public.consents_lawfulbasis TO caseload_wide;
GRANT UPDATE ON public.consents_lawfulbasis TO caseload_wide;
GRANT SELECT ON public.contacts_contact TO caseload_audit;
GRANT INSERT ON public.contacts_contact TO caseload_own;
GRANT SELECT ON public.contacts_contact TO caseload_own;
GRANT UPDATE ON public.contacts_contact TO caseload_own;
GRANT INSERT ON public.contacts_contact TO caseload_wide;
GRANT SELECT ON public.contacts_contact TO caseload_wide;
GRANT UPDATE ON public.contacts_contact TO caseload_wide;
GRANT INSERT ON public.contacts_contactdraft TO caseload_own;
GRANT SELECT ON public.contacts_contactdraft TO caseload_own;
GRANT UPDATE ON public.contacts_contactdraft TO caseload_own;
GRANT SELECT ON public.contacts_contactdraft TO caseload_policy;
GRANT UPDATE ON public.contacts_contactdraft TO caseload_policy;
GRANT INSERT ON public.contacts_contactdraft TO caseload_wide;
GRANT SELECT ON public.contacts_contactdraft TO caseload_wide;
GRANT UPDATE ON public.contacts_contactdraft TO caseload_wide;
GRANT SELECT ON public.contacts_historicalcontact TO caseload_audit;
GRANT INSERT ON public.contacts_historicalcontact TO caseload_own;
GRANT SELECT ON public.contacts_historicalcontact TO caseload_own;
GRANT INSERT ON public.contacts_historicalcontact TO caseload_wide;
GRANT SELECT ON public.contacts_historicalcontact TO caseload_wide;
GRANT SELECT ON public.django_content_type TO caseload_app;
GRANT SELECT ON public.django_content_type TO caseload_own;
GRANT SELECT ON public.django_content_type TO caseload_policy;
GRANT SELECT ON public.django_content_type TO caseload_wide;
GRANT SELECT ON public.django_migrations TO caseload_app;
GRANT DELETE ON public.django_session TO caseload_app;
GRANT INSERT ON public.django_session TO caseload_app;
GRANT SELECT ON public.django_session TO caseload_app;
GRANT UPDATE ON public.django_session TO caseload_app;
GRANT SELECT ON public.exchange_delivery TO caseload_partner;
GRANT INSERT ON public.exchange_delivery TO caseload_relay;
GRANT SELECT ON public.exchange_delivery TO caseload_relay;
GRANT UPDATE ON public.exchange_delivery TO caseload_relay;
GRANT INSERT ON public.exchange_delivery TO caseload_wide;
GRANT SELECT ON public.exchange_delivery TO caseload_wide;
GRANT UPDATE ON public.exchange_delivery TO caseload_wide;
GRANT SELECT ON public.exchange_endpointkey TO caseload_audit;
GRANT SELECT ON public.exchange_endpointkey TO caseload_relay;
GRANT INSERT ON public.exchange_endpointkey TO caseload_wide;
GRANT SELECT ON public.exchange_endpointkey TO caseload_wide;
GRANT UPDATE ON public.exchange_endpointkey TO caseload_wide;
GRANT SELECT ON public.exchange_historicalendpointkey TO caseload_audit;
GRANT INSERT ON public.exchange_historicalendpointkey TO caseload_wide;
GRANT SELECT ON public.exchange_historicalendpointkey TO caseload_wide;
GRANT SELECT ON public.exchange_historicalwebhookendpoint TO caseload_audit;
GRANT INSERT ON public.exchange_historicalwebhookendpoint TO caseload_relay;
GRANT INSERT ON public.exchange_historicalwebhookendpoint TO caseload_wide;
GRANT SELECT ON public.exchange_historicalwebhookendpoint TO caseload_wide;
GRANT INSERT ON public.exchange_outboxevent TO caseload_own;
GRANT INSERT ON public.exchange_outboxevent TO caseload_partner;
GRANT SELECT ON public.exchange_outboxevent TO caseload_partner;
GRANT SELECT ON public.exchange_outboxevent TO caseload_policy;
GRANT UPDATE ON public.exchange_outboxevent TO caseload_policy;
GRANT INSERT ON public.exchange_outboxevent TO caseload_relay;
GRANT SELECT ON public.exchange_outboxevent TO caseload_relay;
GRANT INSERT ON public.exchange_outboxevent TO caseload_wide;
GRANT SELECT ON public.exchange_outboxevent TO caseload_wide;
GRANT SELECT ON public.exchange_webhookendpoint TO caseload_audit;
GRANT SELECT ON public.exchange_webhookendpoint TO caseload_partner;
GRANT SELECT ON public.exchange_webhookendpoint TO caseload_relay;
GRANT UPDATE ON public.exchange_webhookendpoint TO caseload_relay;
GRANT INSERT ON public.exchange_webhookendpoint TO caseload_wide;
GRANT SELECT ON public.exchange_webhookendpoint TO caseload_wide;
GRANT UPDATE ON public.exchange_webhookendpoint TO caseload_wide;
GRANT DELETE ON public.oauth2_provider_accesstoken TO caseload_app;
GRANT INSERT ON public.oauth2_provider_accesstoken TO caseload_app;
GRANT SELECT ON public.oauth2_provider_accesstoken TO caseload_app;
GRANT UPDATE ON public.oauth2_provider_accesstoken TO caseload_app;
GRANT DELETE ON public.oauth2_provider_devicegrant TO caseload_app;
GRANT INSERT ON public.oauth2_provider_devicegrant TO caseload_app;
GRANT SELECT ON public.oauth2_provider_devicegrant TO caseload_app;
GRANT UPDATE ON public.oauth2_provider_devicegrant TO caseload_app;
GRANT DELETE ON public.oauth2_provider_grant TO caseload_app;
GRANT INSERT ON public.oauth2_provider_grant TO caseload_app;
GRANT SELECT ON public.oauth2_provider_grant TO caseload_app;
GRANT UPDATE ON public.oauth2_provider_grant TO caseload_app;
GRANT DELETE ON public.oauth2_provider_idtoken TO caseload_app;
GRANT INSERT ON public.oauth2_provider_idtoken TO caseload_app;
GRANT SELECT ON public.oauth2_provider_idtoken TO caseload_app;
GRANT UPDATE ON public.oauth2_provider_idtoken TO caseload_app;
GRANT DELETE ON public.oauth2_provider_refreshtoken TO caseload_app;
GRANT INSERT ON public.oauth2_provider_refreshtoken TO caseload_app;
GRANT SELECT ON public.oauth2_provider_refreshtoken TO caseload_app;
GRANT UPDATE ON public.oauth2_provider_refreshtoken TO caseload_app;
GRANT DELETE ON public.procrastinate_events TO caseload_app;
GRANT INSERT ON public.procrastinate_events TO caseload_app;
GRANT SELECT ON public.procrastinate_events TO caseload_app;
GRANT UPDATE ON public.procrastinate_events TO caseload_app;
GRANT DELETE ON public.procrastinate_jobs TO caseload_app;
GRANT INSERT ON public.procrastinate_jobs TO caseload_app;
GRANT SELECT ON public.procrastinate_jobs TO caseload_app;
GRANT UPDATE ON public.procrastinate_jobs TO caseload_app;
GRANT DELETE ON public.procrastinate_periodic_defers TO caseload_app;
GRANT INSERT ON public.procrastinate_periodic_defers TO caseload_app;
GRANT SELECT ON public.procrastinate_periodic_defers TO caseload_app;
GRANT UPDATE ON public.procrastinate_periodic_defers TO caseload_app;
GRANT DELETE ON public.procrastinate_workers TO caseload_app;
GRANT INSERT ON public.procrastinate_workers TO caseload_app;
GRANT SELECT ON public.procrastinate_workers TO caseload_app;
GRANT UPDATE ON public.procrastinate_workers TO caseload_app;
GRANT SELECT ON public.referrals_historicalintake TO caseload_audit;
GRANT INSERT ON public.referrals_historicalintake TO caseload_own;
GRANT SELECT ON public.referrals_historicalintake TO caseload_own;
GRANT INSERT ON public.referrals_historicalintake TO caseload_partner;
GRANT INSERT ON public.referrals_historicalintake TO caseload_policy;
GRANT INSERT ON public.referrals_historicalintake TO caseload_wide;
GRANT SELECT ON public.referrals_historicalintake TO caseload_wide;
GRANT UPDATE (children_in_household) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (decision_note) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (history_salt) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (immediate_concern) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (knock_on) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (knock_precision) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (on_behalf) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (police_reference_hash) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (question) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (referrer_contact) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (referrer_name) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (referrer_role) ON public.referrals_historicalintake TO caseload_audit;
GRANT UPDATE (signposts) ON public.referrals_historicalintake TO caseload_audit;
GRANT SELECT ON public.referrals_historicalintakeattempt TO caseload_audit;
GRANT INSERT ON public.referrals_historicalintakeattempt TO caseload_own;
GRANT SELECT ON public.referrals_historicalintakeattempt TO caseload_own;
GRANT INSERT ON public.referrals_historicalintakeattempt TO caseload_policy;
GRANT INSERT ON public.referrals_historicalintakeattempt TO caseload_wide;
GRANT SELECT ON public.referrals_historicalintakeattempt TO caseload_wide;
GRANT UPDATE (detail) ON public.referrals_historicalintakeattempt TO caseload_audit;
GRANT UPDATE (headline) ON public.referrals_historicalintakeattempt TO caseload_audit;
GRANT UPDATE (history_salt) ON public.referrals_historicalintakeattempt TO caseload_audit;
GRANT SELECT ON public.referrals_historicalintakeconflict TO caseload_audit;
GRANT INSERT ON public.referrals_historicalintakeconflict TO caseload_own;
GRANT INSERT ON public.referrals_historicalintakeconflict TO caseload_wide;
GRANT SELECT ON public.referrals_historicalintakeface TO caseload_audit;
GRANT INSERT ON public.referrals_historicalintakeface TO caseload_own;
GRANT SELECT ON public.referrals_historicalintakeface TO caseload_own;
GRANT INSERT ON public.referrals_historicalintakeface TO caseload_partner;
GRANT INSERT ON public.referrals_historicalintakeface TO caseload_wide;
GRANT SELECT ON public.referrals_historicalintakeface TO caseload_wide;
GRANT SELECT ON public.referrals_historicalintakematch TO caseload_audit;
GRANT INSERT ON public.referrals_historicalintakematch TO caseload_policy;
GRANT INSERT ON public.referrals_historicalintakematch TO caseload_wide;
GRANT SELECT ON public.referrals_historicalintakematch TO caseload_wide;
GRANT UPDATE (cases) ON public.referrals_historicalintakematch TO caseload_audit;
GRANT UPDATE (history_salt) ON public.referrals_historicalintakematch TO caseload_audit;
GRANT UPDATE (note) ON public.referrals_historicalintakematch TO caseload_audit;
GRANT UPDATE (people) ON public.referrals_historicalintakematch TO caseload_audit;
GRANT SELECT ON public.referrals_historicalintakemessage TO caseload_audit;
GRANT INSERT ON public.referrals_historicalintakemessage TO caseload_own;
GRANT SELECT ON public.referrals_historicalintakemessage TO caseload_own;
GRANT INSERT ON public.referrals_historicalintakemessage TO caseload_partner;
GRANT INSERT ON public.referrals_historicalintakemessage TO caseload_policy;
GRANT INSERT ON public.referrals_historicalintakemessage TO caseload_wide;
GRANT SELECT ON public.referrals_historicalintakemessage TO caseload_wide;
GRANT UPDATE (body) ON public.referrals_historicalintakemessage TO caseload_audit;
GRANT UPDATE (history_salt) ON public.referrals_historicalintakemessage TO caseload_audit;
GRANT UPDATE (on_behalf) ON public.referrals_historicalintakemessage TO caseload_audit;
GRANT SELECT ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT INSERT ON public.referrals_historicalintakeperson TO caseload_own;
GRANT SELECT ON public.referrals_historicalintakeperson TO caseload_own;
GRANT INSERT ON public.referrals_historicalintakeperson TO caseload_partner;
GRANT INSERT ON public.referrals_historicalintakeperson TO caseload_policy;
GRANT INSERT ON public.referrals_historicalintakeperson TO caseload_wide;
GRANT SELECT ON public.referrals_historicalintakeperson TO caseload_wide;
GRANT UPDATE (born_on) ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT UPDATE (born_precision) ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT UPDATE (family_name) ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT UPDATE (given_names) ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT UPDATE (history_salt) ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT UPDATE (known_as) ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT UPDATE (language) ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT UPDATE (postcode) ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT UPDATE (told_by) ON public.referrals_historicalintakeperson TO caseload_audit;
GRANT SELECT ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT INSERT ON public.referrals_historicalintakeroute TO caseload_own;
GRANT SELECT ON public.referrals_historicalintakeroute TO caseload_own;
GRANT INSERT ON public.referrals_historicalintakeroute TO caseload_partner;
GRANT INSERT ON public.referrals_historicalintakeroute TO caseload_policy;
GRANT INSERT ON public.referrals_historicalintakeroute TO caseload_wide;
GRANT SELECT ON public.referrals_historicalintakeroute TO caseload_wide;
GRANT UPDATE (ask_for) ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT UPDATE (conditions) ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT UPDATE (history_salt) ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT UPDATE (label) ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT UPDATE (referrer_window) ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT UPDATE (safe_hours) ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT UPDATE (shared_with) ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT UPDATE (told_by) ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT UPDATE (value) ON public.referrals_historicalintakeroute TO caseload_audit;
GRANT SELECT ON public.referrals_historicalreferral TO caseload_audit;
GRANT INSERT ON public.referrals_historicalreferral TO caseload_own;
GRANT SELECT ON public.referrals_historicalreferral TO caseload_own;
GRANT INSERT ON public.referrals_historicalreferral TO caseload_wide;
GRANT SELECT ON public.referrals_historicalreferral TO caseload_wide;
GRANT SELECT ON public.referrals_historicalreferralface TO caseload_audit;
GRANT INSERT ON public.referrals_historicalreferralface TO caseload_own;
GRANT SELECT ON public.referrals_historicalreferralface TO caseload_own;
GRANT INSERT ON public.referrals_historicalreferralface TO caseload_wide;
GRANT SELECT ON public.referrals_historicalreferralface TO caseload_wide;
GRANT SELECT ON public.referrals_historicalreferralmessage TO caseload_audit;
GRANT INSERT ON public.referrals_historicalreferralmessage TO caseload_own;
GRANT SELECT ON public.referrals_historicalreferralmessage TO caseload_own;
GRANT INSERT ON public.referrals_historicalreferralmessage TO caseload_partner;
GRANT INSERT ON public.referrals_historicalreferralmessage TO caseload_wide;
GRANT SELECT ON public.referrals_historicalreferralmessage TO caseload_wide;
GRANT SELECT ON public.referrals_historicalreferralresponse TO caseload_audit;
GRANT INSERT ON public.referrals_historicalreferralresponse TO caseload_own;
GRANT SELECT ON public.referrals_historicalreferralresponse TO caseload_own;
GRANT INSERT ON public.referrals_historicalreferralresponse TO caseload_partner;
GRANT INSERT ON public.referrals_historicalreferralresponse TO caseload_wide;
GRANT SELECT ON public.referrals_historicalreferralresponse TO caseload_wide;
GRANT SELECT ON public.referrals_intake TO caseload_audit;
GRANT INSERT ON public.referrals_intake TO caseload_own;
GRANT SELECT ON public.referrals_intake TO caseload_own;
GRANT UPDATE ON public.referrals_intake TO caseload_own;
GRANT INSERT ON public.referrals_intake TO caseload_partner;
GRANT SELECT ON public.referrals_intake TO caseload_policy;
GRANT UPDATE ON public.referrals_intake TO caseload_policy;
GRANT INSERT ON public.referrals_intake TO caseload_wide;
GRANT SELECT ON public.referrals_intake TO caseload_wide;
GRANT UPDATE ON public.referrals_intake TO caseload_wide;
GRANT SELECT ON public.referrals_intakeattempt TO caseload_audit;
GRANT INSERT ON public.referrals_intakeattempt TO caseload_own;
GRANT SELECT ON public.referrals_intakeattempt TO caseload_own;
GRANT UPDATE ON public.referrals_intakeattempt TO caseload_own;
GRANT SELECT ON public.referrals_intakeattempt TO caseload_policy;
GRANT UPDATE ON public.referrals_intakeattempt TO caseload_policy;
GRANT INSERT ON public.referrals_intakeattempt TO caseload_wide;
GRANT SELECT ON public.referrals_intakeattempt TO caseload_wide;
GRANT UPDATE ON public.referrals_intakeattempt TO caseload_wide;
GRANT SELECT ON public.referrals_intakeconflict TO caseload_audit;
GRANT INSERT ON public.referrals_intakeconflict TO caseload_own;
GRANT SELECT ON public.referrals_intakeconflict TO caseload_policy;
GRANT INSERT ON public.referrals_intakeconflict TO caseload_wide;
GRANT SELECT ON public.referrals_intakeface TO caseload_audit;
GRANT INSERT ON public.referrals_intakeface TO caseload_own;
GRANT SELECT ON public.referrals_intakeface TO caseload_own;
GRANT UPDATE ON public.referrals_intakeface TO caseload_own;
GRANT INSERT ON public.referrals_intakeface TO caseload_partner;
GRANT SELECT ON public.referrals_intakeface TO caseload_partner;
GRANT INSERT ON public.referrals_intakeface TO caseload_wide;
GRANT SELECT ON public.referrals_intakeface TO caseload_wide;
GRANT UPDATE ON public.referrals_intakeface TO caseload_wide;
GRANT SELECT ON public.referrals_intakematch TO caseload_audit;
GRANT INSERT ON public.referrals_intakematch TO caseload_policy;
GRANT SELECT ON public.referrals_intakematch TO caseload_policy;
GRANT UPDATE ON public.referrals_intakematch TO caseload_policy;
GRANT SELECT ON public.referrals_intakematch TO caseload_wide;
GRANT UPDATE ON public.referrals_intakematch TO caseload_wide;
GRANT SELECT ON public.referrals_intakemessage TO caseload_audit;
GRANT INSERT ON public.referrals_intakemessage TO caseload_own;
GRANT SELECT ON public.referrals_intakemessage TO caseload_own;
GRANT INSERT ON public.referrals_intakemessage TO caseload_partner;
GRANT SELECT ON public.referrals_intakemessage TO caseload_partner;
GRANT SELECT ON public.referrals_intakemessage TO caseload_policy;
GRANT UPDATE ON public.referrals_intakemessage TO caseload_policy;
GRANT INSERT ON public.referrals_intakemessage TO caseload_wide;
GRANT SELECT ON public.referrals_intakemessage TO caseload_wide;
GRANT SELECT ON public.referrals_intakeperson TO caseload_audit;
GRANT INSERT ON public.referrals_intakeperson TO caseload_own;
GRANT SELECT ON public.referrals_intakeperson TO caseload_own;
GRANT UPDATE ON public.referrals_intakeperson TO caseload_own;
GRANT INSERT ON public.referrals_intakeperson TO caseload_partner;
GRANT SELECT ON public.referrals_intakeperson TO caseload_policy;
GRANT UPDATE ON public.referrals_intakeperson TO caseload_policy;
GRANT INSERT ON public.referrals_intakeperson TO caseload_wide;
GRANT SELECT ON public.referrals_intakeperson TO caseload_wide;
GRANT UPDATE ON public.referrals_intakeperson TO caseload_wide;
GRANT SELECT ON public.referrals_intakeroute TO caseload_audit;
GRANT INSERT ON public.referrals_intakeroute TO caseload_own;
GRANT SELECT ON public.referrals_intakeroute TO caseload_own;
GRANT UPDATE ON public.referrals_intakeroute TO caseload_own;
GRANT INSERT ON public.referrals_intakeroute TO caseload_partner;
GRANT SELECT ON public.referrals_intakeroute TO caseload_policy;
GRANT UPDATE ON public.referrals_intakeroute TO caseload_policy;
GRANT INSERT ON public.referrals_intakeroute TO caseload_wide;
GRANT SELECT ON public.referrals_intakeroute TO caseload_wide;
GRANT UPDATE ON public.referrals_intakeroute TO caseload_wide;
GRANT SELECT ON public.referrals_referral TO caseload_audit;
GRANT INSERT ON public.referrals_referral TO caseload_own;
GRANT SELECT ON public.referrals_referral TO caseload_own;
GRANT UPDATE ON public.referrals_referral TO caseload_own;
GRANT SELECT ON public.referrals_referral TO caseload_policy;
GRANT INSERT ON public.referrals_referral TO caseload_wide;
GRANT SELECT ON public.referrals_referral TO caseload_wide;
GRANT UPDATE ON public.referrals_referral TO caseload_wide;
GRANT SELECT ON public.referrals_referralface TO caseload_audit;
GRANT INSERT ON public.referrals_referralface TO caseload_own;
GRANT SELECT ON public.referrals_referralface TO caseload_own;
GRANT UPDATE ON public.referrals_referralface TO caseload_own;
GRANT SELECT ON public.referrals_referralface TO caseload_partner;
GRANT SELECT ON public.referrals_referralface TO caseload_policy;
GRANT INSERT ON public.referrals_referralface TO caseload_wide;
GRANT SELECT ON public.referrals_referralface TO caseload_wide;
GRANT UPDATE ON public.referrals_referralface TO caseload_wide;
GRANT SELECT ON public.referrals_referralmessage TO caseload_audit;
GRANT INSERT ON public.referrals_referralmessage TO caseload_own;
GRANT SELECT ON public.referrals_referralmessage TO caseload_own;
GRANT INSERT ON public.referrals_referralmessage TO caseload_partner;
GRANT SELECT ON public.referrals_referralmessage TO caseload_partner;
GRANT INSERT ON public.referrals_referralmessage TO caseload_wide;
GRANT SELECT ON public.referrals_referralmessage TO caseload_wide;
GRANT SELECT ON public.referrals_referralresponse TO caseload_audit;
GRANT INSERT ON public.referrals_referralresponse TO caseload_own;
GRANT SELECT ON public.referrals_referralresponse TO caseload_own;
GRANT INSERT ON public.referrals_referralresponse TO caseload_partner;
GRANT INSERT ON public.referrals_referralresponse TO caseload_wide;
GRANT SELECT ON public.referrals_referralresponse TO caseload_wide;
GRANT SELECT ON public.tasks_historicaltask TO caseload_audit;
GRANT INSERT ON public.tasks_historicaltask TO caseload_own;
GRANT SELECT ON public.tasks_historicaltask TO caseload_own;
GRANT INSERT ON public.tasks_historicaltask TO caseload_wide;
GRANT SELECT ON public.tasks_historicaltask TO caseload_wide;
GRANT SELECT ON public.tasks_task TO caseload_audit;
GRANT INSERT ON public.tasks_task TO caseload_own;
GRANT SELECT ON public.tasks_task TO caseload_own;
GRANT UPDATE ON public.tasks_task TO caseload_own;
GRANT INSERT ON public.tasks_task TO caseload_wide;
GRANT SELECT ON public.tasks_task TO caseload_wide;
GRANT UPDATE ON public.tasks_task TO caseload_wide;
GRANT SELECT ON public.vocabulary_codevalue TO caseload_audit;
GRANT INSERT ON public.vocabulary_codevalue TO caseload_own;
GRANT SELECT ON public.vocabulary_codevalue TO caseload_own;
GRANT UPDATE ON public.vocabulary_codevalue TO caseload_own;
GRANT SELECT ON public.vocabulary_codevalue TO caseload_partner;
GRANT INSERT ON public.vocabulary_codevalue TO caseload_wide;
GRANT SELECT ON public.vocabulary_codevalue TO caseload_wide;
GRANT UPDATE ON public.vocabulary_codevalue TO caseload_wide;
GRANT SELECT ON public.vocabulary_historicalcodevalue TO caseload_audit;
GRANT INSERT ON public.vocabulary_historicalcodevalue TO caseload_own;
GRANT SELECT ON public.vocabulary_historicalcodevalue TO caseload_own;
GRANT INSERT ON public.vocabulary_historicalcodevalue TO caseload_wide;
GRANT SELECT ON public.vocabulary_historicalcodevalue TO caseload_wide;

-- Triggers
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.accounts_clientsecret FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'client_id', 'hashed', 'starts_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.accounts_clientsecret FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'client_id', 'hashed', 'starts_at');
CREATE TRIGGER b_check_client_secret BEFORE INSERT ON public.accounts_clientsecret FOR EACH ROW EXECUTE FUNCTION acl.check_client_secret();
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.accounts_clientsecret FOR EACH ROW WHEN ((new.ends_at > old.ends_at)) EXECUTE FUNCTION acl.never_later();
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.accounts_clientsecret DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_clientsecret();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.accounts_clientsecret DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_clientsecret();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.accounts_clientsecret DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_clientsecret();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.accounts_historicalclientsecret FOR EACH ROW EXECUTE FUNCTION audit.stamp_accounts_clientsecret();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.accounts_historicalclientsecret DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_accounts_clientsecret();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.accounts_historicalorganisation FOR EACH ROW EXECUTE FUNCTION audit.stamp_accounts_organisation();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.accounts_historicalorganisation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_accounts_organisation();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.accounts_historicalpartneragency FOR EACH ROW EXECUTE FUNCTION audit.stamp_accounts_partneragency();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.accounts_historicalpartneragency DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_accounts_partneragency();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.accounts_historicalpartnerclient FOR EACH ROW EXECUTE FUNCTION audit.stamp_accounts_partnerclient();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.accounts_historicalpartnerclient DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_accounts_partnerclient();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.accounts_historicalroleholding FOR EACH ROW EXECUTE FUNCTION audit.stamp_accounts_roleholding();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.accounts_historicalroleholding DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_accounts_roleholding();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.accounts_historicalsharingagreement FOR EACH ROW EXECUTE FUNCTION audit.stamp_accounts_sharingagreement();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.accounts_historicalsharingagreement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_accounts_sharingagreement();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.accounts_historicalteam FOR EACH ROW EXECUTE FUNCTION audit.stamp_accounts_team();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.accounts_historicalteam DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_accounts_team();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.accounts_historicaluser FOR EACH ROW EXECUTE FUNCTION audit.stamp_accounts_user();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.accounts_historicaluser DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_accounts_user();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.accounts_organisation FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.accounts_organisation FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.accounts_organisation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_organisation();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.accounts_organisation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_organisation();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.accounts_organisation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_organisation();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.accounts_partneragency FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.accounts_partneragency FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.accounts_partneragency DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_partneragency();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.accounts_partneragency DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_partneragency();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.accounts_partneragency DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_partneragency();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.accounts_partnerclient FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'user_id', 'client_id', 'is_test');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.accounts_partnerclient FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'user_id', 'client_id', 'is_test');
CREATE TRIGGER b_check_partner_client BEFORE INSERT ON public.accounts_partnerclient FOR EACH ROW EXECUTE FUNCTION acl.check_partner_client();
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.accounts_partnerclient DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_partnerclient();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.accounts_partnerclient DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_partnerclient();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.accounts_partnerclient DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_partnerclient();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.accounts_roleholding FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'user_id', 'role', 'team_id', 'group_id', 'strands', 'starts_at', 'proposed_by_id');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.accounts_roleholding FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'user_id', 'role', 'team_id', 'group_id', 'strands', 'starts_at', 'proposed_by_id');
CREATE TRIGGER b_check_role_approval BEFORE UPDATE ON public.accounts_roleholding FOR EACH ROW WHEN ((new.approved_by_id IS DISTINCT FROM old.approved_by_id)) EXECUTE FUNCTION acl.check_role_approval();
CREATE TRIGGER b_check_role_holding BEFORE INSERT ON public.accounts_roleholding FOR EACH ROW EXECUTE FUNCTION acl.check_role_holding();
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.accounts_roleholding FOR EACH ROW WHEN ((new.ends_at > old.ends_at)) EXECUTE FUNCTION acl.never_later();
CREATE TRIGGER b_stand_new_manager AFTER INSERT OR UPDATE ON public.accounts_roleholding FOR EACH ROW WHEN ((new.group_id IS NOT NULL)) EXECUTE FUNCTION acl.stand_new_manager();
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.accounts_roleholding DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_roleholding();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.accounts_roleholding DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_roleholding();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.accounts_roleholding DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_roleholding();
CREATE TRIGGER b_stay_ended BEFORE UPDATE ON public.accounts_session FOR EACH ROW WHEN ((old.ended_at IS NOT NULL)) EXECUTE FUNCTION acl.stay_ended();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.accounts_sharingagreement FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'purposes', 'categories', 'starts_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.accounts_sharingagreement FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'purposes', 'categories', 'starts_at');
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.accounts_sharingagreement FOR EACH ROW WHEN ((new.ends_at > old.ends_at)) EXECUTE FUNCTION acl.never_later();
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.accounts_sharingagreement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_sharingagreement();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.accounts_sharingagreement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_sharingagreement();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.accounts_sharingagreement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_sharingagreement();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.accounts_team FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.accounts_team FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.accounts_team DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_team();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.accounts_team DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_team();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.accounts_team DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_team();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.accounts_user FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'kind');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.accounts_user FOR EACH ROW WHEN ((((((((((old.id IS DISTINCT FROM new.id) OR (old.version IS DISTINCT FROM new.version)) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text)) OR ((old.username)::text IS DISTINCT FROM (new.username)::text)) OR ((old.display_name)::text IS DISTINCT FROM (new.display_name)::text)) OR ((old.email)::text IS DISTINCT FROM (new.email)::text)) OR ((old.job_title)::text IS DISTINCT FROM (new.job_title)::text)) OR (old.is_active IS DISTINCT FROM new.is_active)) OR (old.organisation_id IS DISTINCT FROM new.organisation_id))) EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'kind');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.accounts_user DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((((((((old.id IS DISTINCT FROM new.id) OR (old.version IS DISTINCT FROM new.version)) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text)) OR ((old.username)::text IS DISTINCT FROM (new.username)::text)) OR ((old.display_name)::text IS DISTINCT FROM (new.display_name)::text)) OR ((old.email)::text IS DISTINCT FROM (new.email)::text)) OR ((old.job_title)::text IS DISTINCT FROM (new.job_title)::text)) OR (old.is_active IS DISTINCT FROM new.is_active)) OR (old.organisation_id IS DISTINCT FROM new.organisation_id))) EXECUTE FUNCTION audit.history_of_accounts_user();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.accounts_user DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_user();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.accounts_user DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_accounts_user();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_address FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_address FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_address DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_address();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_address DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_address();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_address DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_address();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_allocation FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'user_id', 'role', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_allocation FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'user_id', 'role', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_allocation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_allocation();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_allocation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_allocation();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_allocation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_allocation();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_case FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'reference', 'client_id', 'strand', 'recorded_by_id', 'recorded_at', 'opened_request');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_case FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'reference', 'client_id', 'strand', 'recorded_by_id', 'recorded_at', 'opened_request');
CREATE TRIGGER b_stand_linked_family AFTER UPDATE ON public.clients_case FOR EACH ROW WHEN (((new.family_id IS NOT NULL) AND (new.family_id IS DISTINCT FROM old.family_id))) EXECUTE FUNCTION acl.stand_linked_family();
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_case();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_case();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_case();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_casegroupgrant FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'case_id', 'group_id', 'permission_id', 'source', 'source_id', 'granted_by_id');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_casegroupgrant FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'case_id', 'group_id', 'permission_id', 'source', 'source_id', 'granted_by_id');
CREATE TRIGGER b_check_group_grant BEFORE INSERT ON public.clients_casegroupgrant FOR EACH ROW EXECUTE FUNCTION acl.check_group_grant();
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.clients_casegroupgrant FOR EACH ROW WHEN (((old.expires_at IS NOT NULL) AND ((new.expires_at IS NULL) OR (new.expires_at > old.expires_at)))) EXECUTE FUNCTION acl.never_later();
CREATE TRIGGER b_stand_managers AFTER INSERT ON public.clients_casegroupgrant FOR EACH ROW EXECUTE FUNCTION acl.stand_managers();
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_casegroupgrant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_casegroupgrant();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_casegroupgrant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_casegroupgrant();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_casegroupgrant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_casegroupgrant();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_caseside FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_caseside FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_caseside DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_caseside();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_caseside DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_caseside();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_caseside DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_caseside();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_caseusergrant FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'case_id', 'user_id', 'permission_id', 'source', 'source_id', 'granted_by_id');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_caseusergrant FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'case_id', 'user_id', 'permission_id', 'source', 'source_id', 'granted_by_id');
CREATE TRIGGER b_check_grant BEFORE INSERT ON public.clients_caseusergrant FOR EACH ROW EXECUTE FUNCTION acl.check_user_grant();
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.clients_caseusergrant FOR EACH ROW WHEN (((old.expires_at IS NOT NULL) AND ((new.expires_at IS NULL) OR (new.expires_at > old.expires_at)))) EXECUTE FUNCTION acl.never_later();
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_caseusergrant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_caseusergrant();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_caseusergrant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_caseusergrant();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_caseusergrant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_caseusergrant();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_codeword FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_codeword FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_codeword DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_codeword();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_codeword DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_codeword();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_codeword DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_codeword();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_confidentialaddress FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_confidentialaddress FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_confidentialaddress DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_confidentialaddress();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_confidentialaddress DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_confidentialaddress();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_confidentialaddress DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_confidentialaddress();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_equalityfacts FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'person_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_equalityfacts FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'person_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_equalityfacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_equalityfacts();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_equalityfacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_equalityfacts();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_equalityfacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_equalityfacts();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_exclusion FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'user_id', 'person_id', 'organisation_id', 'starts_at', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_exclusion FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'user_id', 'person_id', 'organisation_id', 'starts_at', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_exclusion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_exclusion();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_exclusion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_exclusion();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_exclusion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_exclusion();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_family FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'recorded_by_id', 'recorded_at', 'opened_request');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_family FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'recorded_by_id', 'recorded_at', 'opened_request');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_family DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_family();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_family DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_family();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_family DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_family();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_familymember FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'family_id', 'person_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_familymember FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'family_id', 'person_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_familymember DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_familymember();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_familymember DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_familymember();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_familymember DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_familymember();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicaladdress FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_address();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicaladdress DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_address();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalallocation FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_allocation();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalallocation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_allocation();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalcase FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_case();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalcase DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_case();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalcasegroupgrant FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_casegroupgrant();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalcasegroupgrant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_casegroupgrant();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalcaseside FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_caseside();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalcaseside DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_caseside();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalcaseusergrant FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_caseusergrant();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalcaseusergrant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_caseusergrant();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalcodeword FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_codeword();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalcodeword DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_codeword();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalconfidentialaddress FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_confidentialaddress();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalconfidentialaddress DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_confidentialaddress();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalequalityfacts FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_equalityfacts();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalequalityfacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_equalityfacts();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalexclusion FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_exclusion();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalexclusion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_exclusion();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalfamily FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_family();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalfamily DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_family();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalfamilymember FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_familymember();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalfamilymember DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_familymember();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalperson FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_person();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalperson DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_person();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalprotectedmatch FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_protectedmatch();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalprotectedmatch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_protectedmatch();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalrecordreader FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_recordreader();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalrecordreader DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_recordreader();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalrelationship FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_relationship();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalrelationship DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_relationship();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.clients_historicalsafecontactroute FOR EACH ROW EXECUTE FUNCTION audit.stamp_clients_safecontactroute();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.clients_historicalsafecontactroute DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_clients_safecontactroute();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_person FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'recorded_by_id', 'recorded_at', 'opened_request');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_person FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'recorded_by_id', 'recorded_at', 'opened_request');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_person();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_person();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_person();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_protectedmatch FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'person_id', 'case_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_protectedmatch FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'person_id', 'case_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_protectedmatch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_protectedmatch();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_protectedmatch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_protectedmatch();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_protectedmatch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_protectedmatch();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_recordreader FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_recordreader FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_recordreader DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_recordreader();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_recordreader DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_recordreader();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_recordreader DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_recordreader();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_relationship FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_relationship FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_relationship DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_relationship();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_relationship DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_relationship();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_relationship DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_relationship();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.clients_safecontactroute FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.clients_safecontactroute FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.clients_safecontactroute DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_safecontactroute();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.clients_safecontactroute DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_safecontactroute();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.clients_safecontactroute DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_clients_safecontactroute();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.consents_consent FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.consents_consent FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.consents_consent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_consent();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.consents_consent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_consent();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.consents_consent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_consent();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.consents_disclosedcopy FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'disclosure_id', 'content');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.consents_disclosedcopy FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'disclosure_id', 'content');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.consents_disclosedcopy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosedcopy();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.consents_disclosedcopy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosedcopy();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.consents_disclosedcopy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosedcopy();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.consents_disclosure FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.consents_disclosure FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.consents_disclosure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosure();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.consents_disclosure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosure();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.consents_disclosure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosure();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.consents_disclosurenotice FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'disclosure_id', 'disclosed_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.consents_disclosurenotice FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'disclosure_id', 'disclosed_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.consents_disclosurenotice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosurenotice();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.consents_disclosurenotice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosurenotice();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.consents_disclosurenotice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosurenotice();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.consents_disclosurereceipt FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'disclosure_id', 'on_behalf', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.consents_disclosurereceipt FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'disclosure_id', 'on_behalf', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.consents_disclosurereceipt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosurereceipt();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.consents_disclosurereceipt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosurereceipt();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.consents_disclosurereceipt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_disclosurereceipt();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.consents_historicalconsent FOR EACH ROW EXECUTE FUNCTION audit.stamp_consents_consent();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.consents_historicalconsent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_consents_consent();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.consents_historicaldisclosedcopy FOR EACH ROW EXECUTE FUNCTION audit.stamp_consents_disclosedcopy();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.consents_historicaldisclosedcopy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_consents_disclosedcopy();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.consents_historicaldisclosure FOR EACH ROW EXECUTE FUNCTION audit.stamp_consents_disclosure();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.consents_historicaldisclosure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_consents_disclosure();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.consents_historicaldisclosurenotice FOR EACH ROW EXECUTE FUNCTION audit.stamp_consents_disclosurenotice();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.consents_historicaldisclosurenotice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_consents_disclosurenotice();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.consents_historicaldisclosurereceipt FOR EACH ROW EXECUTE FUNCTION audit.stamp_consents_disclosurereceipt();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.consents_historicaldisclosurereceipt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_consents_disclosurereceipt();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.consents_historicallawfulbasis FOR EACH ROW EXECUTE FUNCTION audit.stamp_consents_lawfulbasis();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.consents_historicallawfulbasis DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_consents_lawfulbasis();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.consents_lawfulbasis FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.consents_lawfulbasis FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.consents_lawfulbasis DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_lawfulbasis();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.consents_lawfulbasis DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_lawfulbasis();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.consents_lawfulbasis DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_consents_lawfulbasis();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.contacts_contact FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.contacts_contact FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.contacts_contact DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_contacts_contact();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.contacts_contact DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_contacts_contact();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.contacts_contact DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_contacts_contact();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.contacts_historicalcontact FOR EACH ROW EXECUTE FUNCTION audit.stamp_contacts_contact();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.contacts_historicalcontact DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_contacts_contact();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.exchange_endpointkey FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'endpoint_id', 'sealed_secret', 'sealed_private_key', 'starts_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.exchange_endpointkey FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'endpoint_id', 'sealed_secret', 'sealed_private_key', 'starts_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.exchange_endpointkey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_exchange_endpointkey();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.exchange_endpointkey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_exchange_endpointkey();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.exchange_endpointkey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_exchange_endpointkey();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.exchange_historicalendpointkey FOR EACH ROW EXECUTE FUNCTION audit.stamp_exchange_endpointkey();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.exchange_historicalendpointkey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_exchange_endpointkey();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.exchange_historicalwebhookendpoint FOR EACH ROW EXECUTE FUNCTION audit.stamp_exchange_webhookendpoint();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.exchange_historicalwebhookendpoint DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_exchange_webhookendpoint();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.exchange_outboxevent FOR EACH ROW EXECUTE FUNCTION acl.stamp_outbox();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.exchange_webhookendpoint FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'from_seq', 'added_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.exchange_webhookendpoint FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'from_seq', 'added_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.exchange_webhookendpoint DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_exchange_webhookendpoint();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.exchange_webhookendpoint DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_exchange_webhookendpoint();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.exchange_webhookendpoint DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_exchange_webhookendpoint();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalintake FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_intake();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalintake DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_intake();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalintakeattempt FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_intakeattempt();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalintakeattempt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_intakeattempt();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalintakeconflict FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_intakeconflict();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalintakeconflict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_intakeconflict();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalintakeface FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_intakeface();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalintakeface DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_intakeface();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalintakematch FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_intakematch();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalintakematch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_intakematch();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalintakemessage FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_intakemessage();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalintakemessage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_intakemessage();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalintakeperson FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_intakeperson();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalintakeperson DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_intakeperson();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalintakeroute FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_intakeroute();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalintakeroute DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_intakeroute();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalreferral FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_referral();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalreferral DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_referral();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalreferralface FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_referralface();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalreferralface DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_referralface();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalreferralmessage FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_referralmessage();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalreferralmessage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_referralmessage();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.referrals_historicalreferralresponse FOR EACH ROW EXECUTE FUNCTION audit.stamp_referrals_referralresponse();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.referrals_historicalreferralresponse DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_referrals_referralresponse();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_intake FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'door', 'reference', 'external_reference', 'received_at', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_intake FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'door', 'reference', 'external_reference', 'received_at', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_intake DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intake();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_intake DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intake();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_intake DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intake();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_intakeattempt FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'recorded_by_id', 'recorded_at', 'person_id', 'route_id', 'channel', 'outcome', 'happened_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_intakeattempt FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'recorded_by_id', 'recorded_at', 'person_id', 'route_id', 'channel', 'outcome', 'happened_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_intakeattempt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeattempt();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_intakeattempt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeattempt();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_intakeattempt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeattempt();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_intakeconflict FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'user_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_intakeconflict FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'user_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_intakeconflict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeconflict();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_intakeconflict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeconflict();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_intakeconflict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeconflict();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_intakeface FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'intake_id', 'reference', 'external_reference', 'received_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_intakeface FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'intake_id', 'reference', 'external_reference', 'received_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_intakeface DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeface();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_intakeface DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeface();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_intakeface DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeface();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_intakematch FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'people?', 'cases?', 'held', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_intakematch FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'people?', 'cases?', 'held', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_intakematch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakematch();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_intakematch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakematch();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_intakematch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakematch();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_intakemessage FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'recorded_by_id', 'recorded_at', 'direction', 'body?', 'on_behalf?');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_intakemessage FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'recorded_by_id', 'recorded_at', 'direction', 'body?', 'on_behalf?');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_intakemessage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakemessage();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_intakemessage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakemessage();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_intakemessage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakemessage();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_intakeperson FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_intakeperson FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_intakeperson DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeperson();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_intakeperson DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeperson();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_intakeperson DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeperson();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_intakeroute FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'recorded_by_id', 'recorded_at', 'person_id', 'kind', 'value?');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_intakeroute FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'intake_id', 'recorded_by_id', 'recorded_at', 'person_id', 'kind', 'value?');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_intakeroute DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeroute();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_intakeroute DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeroute();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_intakeroute DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_intakeroute();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_referral FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_referral FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_referral DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referral();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_referral DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referral();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_referral DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referral();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_referralface FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'referral_id', 'disclosure_id', 'reference', 'destination_type', 'categories', 'sent_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_referralface FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'referral_id', 'disclosure_id', 'reference', 'destination_type', 'categories', 'sent_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_referralface DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referralface();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_referralface DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referralface();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_referralface DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referralface();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_referralmessage FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'referral_id', 'direction', 'body', 'category', 'disclosure_id', 'on_behalf', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_referralmessage FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'referral_id', 'direction', 'body', 'category', 'disclosure_id', 'on_behalf', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_referralmessage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referralmessage();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_referralmessage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referralmessage();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_referralmessage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referralmessage();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.referrals_referralresponse FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'referral_id', 'kind', 'outcome', 'words', 'on_behalf', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.referrals_referralresponse FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'agency_id', 'referral_id', 'kind', 'outcome', 'words', 'on_behalf', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.referrals_referralresponse DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referralresponse();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.referrals_referralresponse DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referralresponse();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.referrals_referralresponse DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_referrals_referralresponse();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.tasks_historicaltask FOR EACH ROW EXECUTE FUNCTION audit.stamp_tasks_task();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.tasks_historicaltask DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_tasks_task();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.tasks_task FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.tasks_task FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'case_id', 'organisation_id', 'recorded_by_id', 'recorded_at');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.tasks_task DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_tasks_task();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.tasks_task DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_tasks_task();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.tasks_task DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_tasks_task();
CREATE TRIGGER a_guard_insert BEFORE INSERT ON public.vocabulary_codevalue FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'code_list', 'code', 'is_added');
CREATE TRIGGER a_guard_update BEFORE UPDATE ON public.vocabulary_codevalue FOR EACH ROW EXECUTE FUNCTION audit.guard_row('id', 'organisation_id', 'code_list', 'code', 'is_added');
CREATE CONSTRAINT TRIGGER change_has_history AFTER UPDATE ON public.vocabulary_codevalue DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_vocabulary_codevalue();
CREATE CONSTRAINT TRIGGER has_history AFTER INSERT ON public.vocabulary_codevalue DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_vocabulary_codevalue();
CREATE CONSTRAINT TRIGGER is_never_deleted AFTER DELETE ON public.vocabulary_codevalue DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.history_of_vocabulary_codevalue();
CREATE TRIGGER a_stamp BEFORE INSERT ON public.vocabulary_historicalcodevalue FOR EACH ROW EXECUTE FUNCTION audit.stamp_vocabulary_codevalue();
CREATE CONSTRAINT TRIGGER has_row AFTER INSERT ON public.vocabulary_historicalcodevalue DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.row_of_vocabulary_codevalue();

-- Functions
FUNCTION acl.access_facts(asked uuid, wanted uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.adult_on(born date) OWNER caseload_policy INVOKER is SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.agency_is_live(wanted uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_relay
FUNCTION acl.agreement_covers(wanted uuid, purpose text, categories text[], at timestamp with time zone) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_own, caseload_wide, caseload_partner
FUNCTION acl.allocatable_case_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.barred_case_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide, caseload_audit
FUNCTION acl.barred_disclosure_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.barred_family_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.barred_intake_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.barred_person_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.barred_referral_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.basis_allows(of_case uuid, agency uuid, categories text[], at timestamp with time zone) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.blank_old_events() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_relay
FUNCTION acl.case_ids_with(wanted text) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide, caseload_audit
FUNCTION acl.cases_in_sight(wanted uuid[]) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_audit
FUNCTION acl.check_client_secret() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.check_group_grant() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.check_partner_client() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.check_role_approval() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.check_role_holding() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.check_user_grant() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.conflicts_become_exclusions(wanted uuid, accepted uuid) OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.consent_allows(of_case uuid, agency uuid, asked text[], purpose text, at timestamp with time zone) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.cut_intake(wanted uuid) OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_wide
FUNCTION acl.disclosed_facts(disclosure uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide, caseload_partner
FUNCTION acl.disclosure_facts(of_case uuid, agency uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.excluded_family_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.excluded_person_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.expire_drafts() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_wide
FUNCTION acl.explain(asked uuid, wanted uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.facts_of_case(of_case uuid, agency uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.family_ids_with(wanted text) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.family_standings(wanted uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.granted_case_ids(wanted text) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.holds(permission text) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_own, caseload_wide, caseload_partner, caseload_audit
FUNCTION acl.intake_facts(wanted uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide, caseload_partner
FUNCTION acl.intake_ids_of_case(wanted uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.intake_ids_of_my_cases() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.intakes_to_cut() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_wide
FUNCTION acl.is_above_sides() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.is_alone_in_its_family(wanted uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.live_client_agency(principal uuid, at timestamp with time zone) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.look_for_hidden_match(registered uuid, kinds text[], tokens bigint[]) OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.managed_team_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_own, caseload_wide, caseload_partner
FUNCTION acl.match_intake(wanted uuid, kinds text[], tokens bigint[]) OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide, caseload_partner
FUNCTION acl.may_disclose(of_case uuid, agency uuid, categories text[], purpose text, at timestamp with time zone) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.may_side(wanted uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.my_agency() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_own, caseload_wide, caseload_partner
FUNCTION acl.my_disclosure_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_partner
FUNCTION acl.my_group_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.my_intake_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_partner
FUNCTION acl.named_record_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.never_later() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.opened_here() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.outbox_horizon() OWNER caseload_policy INVOKER su SET search_path=pg_catalog, pg_temp TO caseload_partner
FUNCTION acl.person_ids_with(wanted text) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.readable_disclosure_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_partner
FUNCTION acl.readable_referral_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_partner
FUNCTION acl.referral_ids_to_work_on() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.release_standing(holder uuid, family uuid, reason text) OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.restand(moved uuid, holders uuid[]) OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.scopes_asked(kind text, purpose text, categories text[]) OWNER caseload_policy INVOKER is SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.sharing_scope(kind text) OWNER caseload_policy INVOKER is SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.side_of(wanted uuid) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.stamp_outbox() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.stand_linked_family() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.stand_managers() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.stand_new_manager() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.stay_ended() OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION acl.strand_barred_case_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.unbarred_case_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION acl.visible_case_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.visible_disclosure_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.visible_family_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.visible_person_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION acl.visible_referral_ids() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION audit.contact_figures(wanted uuid[], reaches text[], tries text[], ways text[]) OWNER caseload_audit DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION audit.forget_intake(wanted uuid) OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_policy
FUNCTION audit.guard_row() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_accounts_clientsecret() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_accounts_organisation() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_accounts_partneragency() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_accounts_partnerclient() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_accounts_roleholding() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_accounts_sharingagreement() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_accounts_team() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_accounts_user() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_address() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_allocation() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_case() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_casegroupgrant() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_caseside() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_caseusergrant() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_codeword() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_confidentialaddress() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_equalityfacts() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_exclusion() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_family() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_familymember() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_person() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_protectedmatch() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_recordreader() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_relationship() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_clients_safecontactroute() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_consents_consent() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_consents_disclosedcopy() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_consents_disclosure() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_consents_disclosurenotice() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_consents_disclosurereceipt() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_consents_lawfulbasis() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_contacts_contact() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_exchange_endpointkey() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_exchange_webhookendpoint() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_intake() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_intakeattempt() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_intakeconflict() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_intakeface() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_intakematch() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_intakemessage() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_intakeperson() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_intakeroute() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_referral() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_referralface() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_referralmessage() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_referrals_referralresponse() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_tasks_task() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.history_of_vocabulary_codevalue() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.new_salt() OWNER caseload_audit INVOKER vs SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION audit.reads_of(wanted uuid, before_at timestamp with time zone, before_id uuid, most integer) OWNER caseload_audit DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION audit.refuse(verb text, route text, object_kind text, object_id text, reason text, address_hash bytea) OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_app
FUNCTION audit.revealed(wanted uuid, record uuid, what text, reason text) OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION audit.route_figures(wanted uuid[]) OWNER caseload_audit DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION audit.row_of_accounts_clientsecret() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_accounts_organisation() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_accounts_partneragency() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_accounts_partnerclient() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_accounts_roleholding() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_accounts_sharingagreement() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_accounts_team() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_accounts_user() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_address() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_allocation() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_case() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_casegroupgrant() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_caseside() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_caseusergrant() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_codeword() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_confidentialaddress() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_equalityfacts() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_exclusion() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_family() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_familymember() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_person() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_protectedmatch() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_recordreader() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_relationship() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_clients_safecontactroute() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_consents_consent() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_consents_disclosedcopy() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_consents_disclosure() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_consents_disclosurenotice() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_consents_disclosurereceipt() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_consents_lawfulbasis() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_contacts_contact() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_exchange_endpointkey() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_exchange_webhookendpoint() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_intake() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_intakeattempt() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_intakeconflict() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_intakeface() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_intakematch() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_intakemessage() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_intakeperson() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_intakeroute() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_referral() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_referralface() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_referralmessage() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_referrals_referralresponse() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_tasks_task() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.row_of_vocabulary_codevalue() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.saw(route text, action text, kind text, case_ids uuid[], n integer, field_class text, terms bytea) OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide, caseload_partner
FUNCTION audit.security(kind text, outcome text, subject_id uuid, organisation_id uuid, request_id uuid, address_hash bytea) OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_app
FUNCTION audit.stamp_accounts_clientsecret() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_accounts_organisation() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_accounts_partneragency() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_accounts_partnerclient() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_accounts_roleholding() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_accounts_sharingagreement() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_accounts_team() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_accounts_user() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_address() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_allocation() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_case() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_casegroupgrant() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_caseside() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_caseusergrant() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_codeword() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_confidentialaddress() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_equalityfacts() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_exclusion() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_family() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_familymember() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_person() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_protectedmatch() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_recordreader() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_relationship() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_clients_safecontactroute() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_consents_consent() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_consents_disclosedcopy() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_consents_disclosure() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_consents_disclosurenotice() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_consents_disclosurereceipt() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_consents_lawfulbasis() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_contacts_contact() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_exchange_endpointkey() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_exchange_webhookendpoint() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_intake() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_intakeattempt() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_intakeconflict() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_intakeface() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_intakematch() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_intakemessage() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_intakeperson() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_intakeroute() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_referral() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_referralface() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_referralmessage() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_referrals_referralresponse() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_tasks_task() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.stamp_vocabulary_codevalue() OWNER caseload_audit DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_owner
FUNCTION audit.step_figures(wanted uuid[]) OWNER caseload_audit DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_own, caseload_wide
FUNCTION ctx.agency() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner
FUNCTION ctx.enter(actor uuid, scope text, request text, expiry bigint, mac bytea) OWNER caseload_policy DEFINER vu SET search_path=pg_catalog, pg_temp TO caseload_app, caseload_owner
FUNCTION ctx.hmac(k smallint, msg bytea) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION ctx.instant() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner, caseload_relay
FUNCTION ctx.is_migration() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit
FUNCTION ctx.live_roles(holder uuid, at timestamp with time zone) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION ctx.live_session(session uuid, actor uuid, at timestamp with time zone) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION ctx.now() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner, caseload_relay
FUNCTION ctx.organisation() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner, caseload_relay
FUNCTION ctx.organisation(wanted text) OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner, caseload_relay
FUNCTION ctx.request() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner, caseload_relay
FUNCTION ctx.request_line() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner, caseload_relay
FUNCTION ctx.role_table_fingerprint() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_app, caseload_owner
FUNCTION ctx.scope() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner, caseload_relay
FUNCTION ctx.verified() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO nobody
FUNCTION ctx.who() OWNER caseload_policy DEFINER sr SET search_path=pg_catalog, pg_temp TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner, caseload_relay
