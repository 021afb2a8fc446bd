/** What the stack tells the API's function (`infra/` sets the same names; a template test holds them together). */
export const API_ENVIRONMENT = {
  SERVICE: 'api',
  TABLE: 'hub',
  HUB_SECRET_ID: 'hub',
  ORIGIN_SECRET_ID: 'origin',
  OIDC_SECRET_ID: 'oidc',
  ANCHOR_BUCKET: 'anchors',
  EXPORT_BUCKET: 'exports',
  OIDC_ISSUER: 'https://provider.example',
  OIDC_CLIENT_ID: 'hub',
  OIDC_SCOPE: 'openid email',
}
