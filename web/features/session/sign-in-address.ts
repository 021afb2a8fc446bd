/** The address to sign in at and come back from to where one is. */
export function signInAddress(): string {
  return `/auth/sign-in?return_to=${encodeURIComponent(location.pathname + location.search)}`
}
