import { describeLiveStore } from '#test/support/describe-live-store.ts';
import { MemoryLive } from '#test/support/memory-live.ts';

describeLiveStore(() => new MemoryLive());
