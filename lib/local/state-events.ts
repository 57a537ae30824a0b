import type { Caught } from '../../lambdas/domain/failure.ts';
import type { StateEvent } from '../deployment/sync-event.ts';
import type { EngineEvent } from './workflow-runner.ts';

/** Reads the engine's log of one execution, event after event; undefined for what is no event of a state. */
export function stateEvents(): (event: EngineEvent) => StateEvent | undefined {
  // A failure comes before it is known whether the state is tried again.
  const failures = new Map<string, Caught>();
  return (event) => {
    switch (event.type) {
      case 'StateEntered':
        return { type: 'entered', state: event.state.name, input: event.state.input };
      case 'StateExited':
        return { type: 'exited', state: event.state.name, output: event.state.output };
      case 'StateFailed':
        failures.set(event.state.name, { Error: event.Error, Cause: String(event.Cause) });
        return undefined;
      case 'StateRetried': {
        const error = failures.get(event.state.name) ?? { Error: 'States.TaskFailed' };
        return { type: 'again', state: event.state.name, error };
      }
      default:
        return undefined;
    }
  };
}
