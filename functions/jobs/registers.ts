import type { MunicipalityChange, ProposalChange } from '../domain/change.ts'
import type { Operation } from '../domain/operation.ts'
import type { Register } from '../domain/register.ts'

/** What jobs need of the registers; the store's own class fits. */
export type Registers = {
  read(code: string): Promise<Register | undefined>
  change(
    code: string,
    operation: Operation,
    decide: (register: Register, now: string) => ProposalChange,
  ): Promise<unknown>
  changeMunicipality(
    code: string,
    operation: Operation,
    decide: (register: Register, now: string) => MunicipalityChange,
  ): Promise<unknown>
}
