/** Told on the page's own window object by the WebSocket bridge; on the desktop it never comes. */
export const connectionEvent = 'croft-connection';
