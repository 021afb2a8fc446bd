import { useTexts } from '../../i18n/language.tsx'
import type { OfficeStatistics } from '../../office-client.ts'

/** How the office's pages call a municipality: with its prefecture, as there are towns of one name. */
export function useMunicipalityName() {
  const { language } = useTexts()
  return ({
    name,
    nameEn,
    prefecture,
  }: Pick<OfficeStatistics['municipalities'][number], 'name' | 'nameEn' | 'prefecture'>) =>
    language === 'ja' ? `${prefecture} ${name}` : nameEn
}
