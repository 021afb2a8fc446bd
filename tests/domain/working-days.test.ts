import { expect, test } from 'vitest'
import {
  monthAfter,
  sendingTime,
  workingDayFrom,
  workingDaysBefore,
} from '../../functions/domain/working-days.ts'
import { isWorkingDay } from '../../functions/jobs/holidays.ts'

test('offices are closed at weekends, on holidays and their substitutes, and from 12/29 to 1/3', () => {
  const open = (day: string) => [day, isWorkingDay(day)]
  expect(
    [
      ...['2027-04-01', '2027-12-28', '2028-01-04'],
      ...['2027-04-03', '2027-04-04', '2027-04-29', '2027-05-03', '2027-03-22'],
      ...['2027-12-29', '2027-12-30', '2027-12-31', '2028-01-03'],
    ].map(open),
  ).toEqual([
    ...['2027-04-01', '2027-12-28', '2028-01-04'].map((day) => [day, true]),
    ...['2027-04-03', '2027-04-04', '2027-04-29', '2027-05-03', '2027-03-22'].map((day) => [
      day,
      false,
    ]),
    ...['2027-12-29', '2027-12-30', '2027-12-31', '2028-01-03'].map((day) => [day, false]),
  ])
})

test('working days are counted over Golden Week and the turn of the year', () => {
  expect(workingDayFrom('2027-05-01', isWorkingDay)).toBe('2027-05-06')
  expect(workingDaysBefore('2027-05-07', 2, isWorkingDay)).toBe('2027-04-30')
  expect(workingDaysBefore('2028-01-05', 5, isWorkingDay)).toBe('2027-12-23')
  expect(workingDaysBefore('2027-12-28', -1, isWorkingDay)).toBe('2028-01-04')
})

test.each([
  // before nine, during the day, and from five in the afternoon on (Japan time)
  ['2027-04-01T20:59:00.000Z', '2027-04-02T00:00:00.000Z'],
  ['2027-04-02T03:00:00.000Z', '2027-04-02T03:00:00.000Z'],
  ['2027-04-02T07:59:59.000Z', '2027-04-02T07:59:59.000Z'],
  ['2027-04-02T08:00:00.000Z', '2027-04-05T00:00:00.000Z'],
  // at the weekend, and before the turn of the year
  ['2027-04-03T03:00:00.000Z', '2027-04-05T00:00:00.000Z'],
  ['2027-12-28T09:00:00.000Z', '2028-01-04T00:00:00.000Z'],
])('what is written at %s is sent at %s', (now, sent) => {
  expect(sendingTime(now, isWorkingDay)).toBe(sent)
})

test('a month later is the same day, or the last one of a shorter month', () => {
  expect(monthAfter('2027-01-31')).toBe('2027-02-28')
  expect(monthAfter('2027-02-28')).toBe('2027-03-28')
  expect(monthAfter('2027-12-15')).toBe('2028-01-15')
})
