import { useQueryClient } from '@tanstack/react-query'

/** After a write: everything shown of the municipality is fetched anew. */
export function useRecorded(municipality: string) {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: [municipality] })
}
