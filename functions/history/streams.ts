/** The chains of a municipality: one of its own, and one for each of its proposals. */
export const municipalityStream = (code: string) => `municipality/${code}`
export const proposalStream = (proposalId: string) => `proposal/${proposalId}`
