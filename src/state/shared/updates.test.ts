import { expect, it, vi } from 'vitest';
import { createUpdates, type ServiceWorkers } from './updates.ts';

/** A service worker and its container, as far as they are used. */
function fake({ controlled = true, waits = false } = {}) {
  const target = () => new EventTarget();
  const worker = Object.assign(target(), { state: 'installed', postMessage: vi.fn() });
  const registration = Object.assign(target(), {
    waiting: waits ? worker : null,
    installing: null as typeof worker | null,
    update: vi.fn(async () => undefined as unknown),
  });
  const container = Object.assign(target(), {
    controller: controlled ? {} : null,
    register: vi.fn(async () => registration),
  });
  const reloadPage = vi.fn();
  const create = (workers: object | undefined = container) =>
    createUpdates({
      workers: workers as ServiceWorkers | undefined,
      after: Promise.resolve(),
      script: 'sw.js',
      reloadPage,
    });
  const arrive = () => {
    registration.installing = worker;
    registration.dispatchEvent(new Event('updatefound'));
    worker.dispatchEvent(new Event('statechange'));
  };
  return { worker, registration, container, reloadPage, create, arrive };
}

const registered = () => new Promise((resolve) => setTimeout(resolve));

it('a new version is offered once it is here, and taken when the visitor wants it', async () => {
  const { worker, container, reloadPage, create, arrive } = fake();
  const updates = create();
  await registered();
  expect(updates.store.getState().ready).toBe(false);
  arrive();
  expect(updates.store.getState().ready).toBe(true);
  // Another tab let it take over: this page goes on as it is.
  container.dispatchEvent(new Event('controllerchange'));
  expect(reloadPage).not.toHaveBeenCalled();
  updates.reload();
  expect(worker.postMessage).toHaveBeenCalledWith('take over');
  expect(reloadPage).not.toHaveBeenCalled();
  container.dispatchEvent(new Event('controllerchange'));
  expect(reloadPage).toHaveBeenCalledTimes(1);
});

it('one that waits from the visit before is offered, and one that took over already is reloaded', async () => {
  const { worker, reloadPage, create } = fake({ waits: true });
  const updates = create();
  await registered();
  expect(updates.store.getState().ready).toBe(true);
  updates.later();
  expect(updates.store.getState().ready).toBe(false);
  worker.state = 'activated';
  updates.reload();
  expect(reloadPage).toHaveBeenCalledTimes(1);
});

it('the first visit has nothing to replace', async () => {
  const { create, arrive } = fake({ controlled: false });
  const updates = create();
  await registered();
  arrive();
  expect(updates.store.getState().ready).toBe(false);
});

it('nothing is registered before what comes first has ended, even where that failed', async () => {
  const { container, reloadPage } = fake();
  let fail: (error: Error) => void = () => {};
  const after = new Promise<void>((_, reject) => (fail = reject));
  const workers = container as unknown as ServiceWorkers;
  createUpdates({ workers, after, script: 'sw.js', reloadPage });
  await registered();
  expect(container.register).not.toHaveBeenCalled();
  fail(new Error('no server'));
  await registered();
  expect(container.register).toHaveBeenCalledWith('sw.js');
});

it('a browser that has no service workers, or refuses them, is left alone', async () => {
  const { container, create } = fake();
  container.register.mockRejectedValue(new Error('refused'));
  const updates = [
    createUpdates({
      workers: undefined,
      after: Promise.resolve(),
      script: '',
      reloadPage: () => {},
    }),
    create(),
  ];
  await registered();
  for (const { store } of updates) expect(store.getState().ready).toBe(false);
});

it('a version that is known by what is gone is fetched first where the page is kept, since the old one would come back', async () => {
  const { worker, container, registration, reloadPage, create } = fake();
  const updates = create();
  await registered();
  updates.found();
  expect(updates.store.getState().ready).toBe(true);
  registration.update.mockImplementation(async () => {
    worker.state = 'installing';
    registration.installing = worker;
    registration.dispatchEvent(new Event('updatefound'));
  });
  updates.reload();
  await registered();
  expect(reloadPage).not.toHaveBeenCalled();
  worker.state = 'installed';
  worker.dispatchEvent(new Event('statechange'));
  await registered();
  expect(worker.postMessage).toHaveBeenCalledWith('take over');
  container.dispatchEvent(new Event('controllerchange'));
  expect(reloadPage).toHaveBeenCalledTimes(1);
});

it('a new version is fetched, too, where the browser tells of it only after the request for it has ended', async () => {
  const { worker, registration, reloadPage, create } = fake();
  const updates = create();
  await registered();
  registration.update.mockImplementation(async () => {
    worker.state = 'installing';
    registration.installing = worker;
  });
  updates.reload();
  await registered();
  registration.dispatchEvent(new Event('updatefound'));
  [worker.state, registration.waiting] = ['installed', worker];
  worker.dispatchEvent(new Event('statechange'));
  await registered();
  expect(worker.postMessage).toHaveBeenCalledWith('take over');
  expect(reloadPage).not.toHaveBeenCalled();
});

it.each([
  ['there is none to fetch', async () => undefined],
  ['it can’t be fetched', () => Promise.reject(new Error('no server'))],
])('the page is reloaded all the same where %s', async (_, update) => {
  const { registration, reloadPage, create } = fake();
  const updates = create();
  await registered();
  registration.update.mockImplementation(update);
  updates.reload();
  await registered();
  expect(reloadPage).toHaveBeenCalledTimes(1);
});

it('a page that is not kept is reloaded at once', async () => {
  const { registration, reloadPage, create } = fake({ controlled: false });
  const updates = create();
  await registered();
  updates.reload();
  expect(reloadPage).toHaveBeenCalledTimes(1);
  expect(registration.update).not.toHaveBeenCalled();
});
