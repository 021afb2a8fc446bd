import holidayJp from '@holiday-jp/holiday_jp'
import { workingDays } from '../domain/working-days.ts'

const HOLIDAYS: Readonly<Record<string, unknown>> = holidayJp.holidays

/** Whether offices are open on a day in Japan, by the holidays that the library keeps. */
export const isWorkingDay = workingDays((day) => day in HOLIDAYS)
