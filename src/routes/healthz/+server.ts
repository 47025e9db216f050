// Alive: this process answers. Nothing else is asked, so that a database at rest never gets a healthy process restarted.
export const GET = () => new Response('ok', { headers: { 'cache-control': 'no-store' } })
