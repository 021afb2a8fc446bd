/**
 * The requirements that no test here shows, each with a word why: they don't apply, they are met by what
 * lies outside of the program, or they are open.
 */

/** A requirement, a section (`6.2.*`) or a chapter (`17.*`) → why nothing here can break it. */
export const DO_NOT_APPLY: Record<string, string> = {
  '1.2.6': 'no LDAP',
  '1.2.7': 'no XPath',
  '1.2.8': 'no LaTeX',
  '1.3.1': 'no HTML is taken from anybody',
  '1.3.4': 'no SVG is taken from anybody',
  '1.3.5': 'no Markdown, style sheet or template is taken from anybody',
  '1.3.8': 'no JNDI',
  '1.3.9': 'no memcache',
  '1.4.*': 'JavaScript: memory is managed, numbers do not overflow into memory',
  '2.3.4': 'nothing is of limited number',
  '3.5.4': 'one application on a host of its own',
  '3.5.5': 'no postMessage',
  '3.7.1': 'HTML, CSS and JavaScript of today, no plug-ins',
  '4.3.*': 'no GraphQL',
  '4.4.*': 'no WebSocket',
  '5.3.*': 'uploads are read into rows in memory; nothing is stored under a name',
  '5.4.3': 'no file is kept or passed on: uploads are read into rows and dropped',
  '6.1.2': 'no passwords',
  '6.2.*': 'no passwords',
  '6.3.2': 'no accounts but those that sign in themselves',
  '6.4.2': 'no passwords, no hints',
  '6.4.3': 'no passwords',
  '6.4.4': 'factors are the provider’s',
  '6.6.1': 'no telephone',
  '6.8.3': 'no SAML',
  '7.4.3': 'factors are the provider’s',
  '7.5.1': 'what signs in is changed at the provider alone',
  '9.2.4': 'the embedded provider has one client',
  '10.2.2': 'one provider at a time',
  '10.3.*': 'the API takes its own sessions, no access tokens',
  '10.4.5': 'no refresh tokens, no public client',
  '10.4.7': 'clients can not register themselves',
  '10.4.8': 'no refresh tokens',
  '10.4.9': 'no refresh tokens, and access tokens are never stored',
  '10.5.5': 'no back-channel logout',
  '10.7.*': 'the only client is the hub itself',
  '11.4.2': 'no passwords',
  '11.4.4': 'no key is derived from a password',
  '12.1.3': 'no client certificates',
  '16.4.1': 'nothing that people send is logged, and lines are JSON',
  '17.*': 'no WebRTC',
}

/** Met where the hub runs or by how it is kept, not by the program. */
export const MET_OUTSIDE: Record<string, string> = {
  '4.1.2': 'CloudFront or the reverse proxy in front redirects pages; the hub itself never does',
  '4.2.1': 'Node’s HTTP parser and, in the cloud, CloudFront and API Gateway delimit messages',
  '10.4.2': 'by oidc-provider: a code is used up by its first use',
  '10.4.3': 'by oidc-provider: a code lives for 60 seconds',
  '10.6.1': 'by oidc-provider, configured for the code flow alone',
  '10.6.2': 'by oidc-provider, whose logout is turned off',
  '12.1.1': 'TLS ends at CloudFront or at the reverse proxy in front',
  '12.1.2': 'TLS ends at CloudFront or at the reverse proxy in front',
  '12.2.1': 'TLS ends at CloudFront or at the reverse proxy in front',
  '12.2.2': 'the certificate is CloudFront’s or the municipality’s',
  '12.3.1': 'AWS endpoints and the provider are https; the embedded engine is on loopback',
  '12.3.3': 'one process, or AWS services over https',
  '12.3.4': 'one process, or AWS services with public certificates',
  '13.2.1': 'in the cloud each function has a role of its own with temporary credentials',
  '13.4.1': 'only built files are deployed',
  '15.1.1': 'dependencies are pinned and raised as their maintainers publish; README, Develop',
  '15.1.2': 'package-lock.json names every package with its digest',
  '15.2.1': 'dependencies are pinned and raised as their maintainers publish; README, Develop',
  '16.2.2': 'the clocks of the machine or of Lambda; all instants are UTC',
  '16.4.2': 'the log belongs to the operating system or to CloudWatch',
  '16.4.3': 'the log is written to standard output and kept elsewhere, in the cloud by CloudWatch',
}

/** Met by a document: the heading in SECURITY.md under which it stands. */
export const DOCUMENTED: Record<string, string> = {
  '2.1.*': 'What is taken in',
  '5.1.1': 'What is taken in',
  '6.1.1': 'What is taken in',
  '6.1.3': 'Who gets in',
  '6.3.4': 'Who gets in',
  '7.1.*': 'Who gets in',
  '8.1.2': 'Who may do what',
  '11.1.*': 'Keys',
  '13.4.5': 'What is taken in',
  '14.1.*': 'What is kept',
  '15.1.3': 'What is taken in',
  '16.1.1': 'What is logged',
  '16.2.3': 'What is logged',
}

/** Not met, or not shown, so far: what is missing, and what it would take. */
export const OPEN: Record<string, string> = {
  '6.3.3':
    'two factors are demanded of a provider by OIDC_ACR; without it, and at Cognito and the embedded provider, a code by mail is enough, as municipalities’ alumni have no second one',
  '6.5.2':
    'six digits for ten minutes and five tries are kept as an HMAC under the hub’s secret, not by a slow hash: whoever has the table without the secret can’t guess them, whoever has both could within the ten minutes',
  '7.5.2':
    'sessions are seen and ended without signing in once more: whoever has lost a device shall not wait for a mail; it would take a fresh sign-in before each end',
  '11.2.2':
    'what is stored names its version, but the history’s SHA-256 and the anchors’ Ed25519 are changed by a new version of the program, not by a setting; texts are not encrypted by the hub, so nothing is to be re-encrypted',
}
