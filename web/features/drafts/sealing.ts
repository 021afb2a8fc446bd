/** AES-256-GCM by the browser: what is sealed under a name opens by the same key and under that name alone. */

/** @param secret 32 bytes, base64url */
export function keyFrom(secret: string): Promise<CryptoKey> {
  const bytes = bytesOf(secret.replaceAll('-', '+').replaceAll('_', '/'))
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** @returns two parts in base64 with a dot between them: 12 random bytes, and the sealed text */
export async function seal(key: CryptoKey, name: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const said = new TextEncoder().encode(text)
  const sealed = await crypto.subtle.encrypt(under(name, iv), key, said)
  return `${base64Of(iv)}.${base64Of(new Uint8Array(sealed))}`
}

/** The text again; undefined for what this key did not seal under this name. */
export async function unseal(
  key: CryptoKey,
  name: string,
  sealed: string,
): Promise<string | undefined> {
  try {
    const [iv, rest] = sealed.split('.').map(bytesOf)
    if (!iv || !rest) return undefined
    return new TextDecoder().decode(await crypto.subtle.decrypt(under(name, iv), key, rest))
  } catch {
    return undefined
  }
}

function under(name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

function base64Of(bytes: Uint8Array): string {
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
}
