import type { Auditor, createAuditor } from '../anchors/auditor.ts'
import { once } from '../loading/once.ts'
import { cloudAnchors, formerAnchorKeys } from './anchors.ts'

type Audited = {
  verifier: Parameters<typeof createAuditor>[0]['verifier']
  bucket: string
  /** What anchors are signed with. */
  seed: Uint8Array
}

/** The stage's auditor. What checks and signs is loaded when somebody first asks: no other request waits for it. */
export function cloudAuditor(audited: Audited): Pick<Auditor, 'check' | 'names' | 'file'> {
  const auditor = once(() => open(audited))
  return {
    check: async (code) => (await auditor()).check(code),
    names: async (code) => (await auditor()).names(code),
    file: async (code, name) => (await auditor()).file(code, name),
  }
}

async function open({ verifier, bucket, seed }: Audited): Promise<Auditor> {
  const [{ createAuditor }, { anchorKeyFrom }] = await Promise.all([
    import('../anchors/auditor.ts'),
    import('../history/anchor.ts'),
  ])
  return createAuditor({
    verifier,
    place: cloudAnchors(bucket),
    key: anchorKeyFrom(seed),
    formerKeys: formerAnchorKeys,
  })
}
