import { PanelLeft } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useAnswer, useBridgeEvent } from '../data/use-answer.ts';
import { CreateWizard } from '../create/create-wizard.tsx';
import { helpRoute } from '../help/help-names.ts';
import { SwitchedBanner } from '../identity/identity-list.tsx';
import { useText } from '../texts/text.ts';
import { Tour, useTour } from '../tour/tour.tsx';
import { Skeleton } from '../ui/answer-view.tsx';
import { IconButton } from '../ui/button.tsx';
import { AboutDialog } from './about-dialog.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { FarmPage } from './farm-page.tsx';
import { FarmsView } from './farms-view.tsx';
import { FirstRun } from './first-run.tsx';
import { FolderDrop } from './folder-drop.tsx';
import { Notices } from './notices.tsx';
import { OpenFarmDialog } from './open-farm-dialog.tsx';
import { Palette } from './palette.tsx';
import { farmRoute, farmViews, go, useRoute, type Route } from './route.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { Sidebar } from './sidebar.tsx';
import { TaskNotices } from './task-notices.tsx';

/** The guide's pages weigh more than the frame; they come when somebody asks. */
const HelpView = lazy(() => import('../help/help-view.tsx'));

export type ShellDialog =
  | { readonly kind: 'open-farm'; readonly path: string | null }
  | { readonly kind: 'palette' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'about' };

/** The frame: farms at the left, the chosen one beside them, dialogs above. */
export function Shell() {
  const text = useText();
  const route = useRoute();
  const [dialog, setDialog] = useState<ShellDialog | null>(null);
  /** Where the folded sidebar was opened; going anywhere folds it again. */
  const [sidebarAt, setSidebarAt] = useState<Route | null>(null);
  const sidebarShown = sidebarAt === route;
  const close = (): void => setDialog(null);

  const tour = useTour(route);
  useShortcuts(route, setDialog);
  useWindowCommands(route, setDialog, tour.start);
  useWindowTitle(route);

  return (
    <FolderDrop onFolder={(path) => setDialog({ kind: 'open-farm', path })}>
      <div className="shell" data-sidebar={sidebarShown ? 'shown' : 'folded'}>
        <div className="shell__fold">
          <IconButton
            label={text(sidebarShown ? 'app.hideSidebar' : 'app.showSidebar')}
            onPress={() => setSidebarAt(sidebarShown ? null : route)}
          >
            <PanelLeft size={16} aria-hidden />
          </IconButton>
        </div>
        <Sidebar route={route} onDialog={setDialog} />
        <main className="main">
          <ConnectionNotice />
          <SwitchedBanner />
          <Page route={route} onDialog={setDialog} onTour={tour.start} />
        </main>
      </div>
      <TaskNotices />
      <Tour tour={tour} route={route} />
      <Notices />
      {dialog?.kind === 'open-farm' && <OpenFarmDialog path={dialog.path} onClose={close} />}
      {dialog?.kind === 'palette' && (
        <Palette route={route} onDialog={setDialog} onTour={tour.start} onClose={close} />
      )}
      {dialog?.kind === 'settings' && <SettingsDialog onClose={close} />}
      {dialog?.kind === 'about' && <AboutDialog onClose={close} />}
    </FolderDrop>
  );
}

interface PageProps {
  readonly route: Route;
  readonly onDialog: (dialog: ShellDialog) => void;
  readonly onTour: () => void;
}

function Page(props: PageProps) {
  switch (props.route.kind) {
    case 'home':
      return <Home onDialog={props.onDialog} />;
    case 'create':
      return <CreateWizard />;
    case 'help':
      return (
        <Suspense fallback={<Skeleton />}>
          <HelpView page={props.route.page} onTour={props.onTour} />
        </Suspense>
      );
    case 'farm':
      return <FarmPage key={props.route.farmId} route={props.route} />;
  }
}

/** The first choices; with farms in the list they stand below it. */
function Home(props: { readonly onDialog: (dialog: ShellDialog) => void }) {
  const farms = useAnswer('farm:list', []).data ?? [];
  return (
    <div className="main__view">
      {farms.length > 0 && <FarmsView farms={farms} />}
      <FirstRun onDialog={props.onDialog} compact={farms.length > 0} />
    </div>
  );
}

/** Ctrl+K and Ctrl+1 to 6, Command on a Mac; F1. */
function useShortcuts(route: Route, onDialog: (dialog: ShellDialog) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'F1') {
        event.preventDefault();
        return go(helpRoute(route));
      }
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const view = farmViews[Number(event.key) - 1];
      if (event.key.toLowerCase() === 'k') onDialog({ kind: 'palette' });
      else if (event.key === ',') onDialog({ kind: 'settings' });
      else if (view !== undefined && route.kind === 'farm') go(farmRoute(route.farmId, view));
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [route, onDialog]);
}

/** "Garden farm – Sessions", for the task bar and for those who listen. */
function useWindowTitle(route: Route): void {
  const text = useText();
  const farms = useAnswer('farm:list', []);
  const farm = route.kind === 'farm' ? farms.data?.find(({ id }) => id === route.farmId) : undefined;
  const view = route.kind === 'farm' ? text(`view.${route.view}`) : text('app.name');
  const title = farm === undefined ? text('app.name') : `${farm.name} – ${view}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** What the menu, the tray, a link or a second start asks for. */
function useWindowCommands(route: Route, onDialog: (dialog: ShellDialog) => void, onTour: () => void): void {
  useBridgeEvent('command:invoked', (command) => {
    switch (command.kind) {
      case 'open-farm':
        return onDialog({ kind: 'open-farm', path: null });
      case 'open-path':
        return onDialog({ kind: 'open-farm', path: command.path });
      case 'create-farm':
        return go({ kind: 'create' });
      case 'show-palette':
        return onDialog({ kind: 'palette' });
      case 'show-settings':
        return onDialog({ kind: 'settings' });
      case 'show-about':
        return onDialog({ kind: 'about' });
      case 'show-help':
        return go(helpRoute(route));
      case 'show-tour':
        return onTour();
      case 'focus-address':
      case 'show-cookies':
        return; // an identity window's bar hears these
      case 'show-farm':
        return go(farmRoute(command.farmId, command.view));
    }
  });
}
