/** The worker of the engine. It begins with this file alone (scripts/vite-worker-entries.ts). */
import './serving.ts';
