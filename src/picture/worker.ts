/** The worker of pictures. It begins with this file alone (scripts/vite-worker-entries.ts). */
import './serving.ts';
