import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { connect } from './bridge.ts';
import './styles/styles.ts';

const place = document.getElementById('page-root');
if (place === null) throw new Error('the page has no place for the window');
const root = createRoot(place);
void connect().then((bridge) =>
  root.render(
    <StrictMode>
      <App bridge={bridge} />
    </StrictMode>,
  ),
);
