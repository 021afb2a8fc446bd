import './styles.css'
import { createRoot } from 'react-dom/client'
import {createRouter,createRootRoute,createRoute,RouterProvider,lazyRouteComponent,Outlet,Link,redirect} from '@tanstack/react-router'
import {QueryClient,QueryClientProvider,useQuery,useMutation,useInfiniteQuery} from '@tanstack/react-query'
import { hc } from 'hono/client'
const root = createRootRoute({component:()=>{const q=useQuery({queryKey:['a'],queryFn:()=>hc<any>('/').x.$get()});const z=useInfiniteQuery({} as any);const m=useMutation({});return <div className="p-4 text-std-16N-170">{String(q.data)}{String(m.data)}{String(z.data)}<Link to="/">x</Link><Outlet/></div>}})
const a=createRoute({getParentRoute:()=>root,path:'/',component:()=>null})
const r=createRouter({routeTree:root.addChildren([a])})
createRoot(document.getElementById('root') as HTMLElement).render(<QueryClientProvider client={new QueryClient()}><RouterProvider router={r}/></QueryClientProvider>)
