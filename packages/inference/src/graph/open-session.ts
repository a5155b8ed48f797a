import { join } from 'node:path';
import { PipelineError } from '@acervo/runtime';
import { InferenceSession } from 'onnxruntime-node';
import { modelInvalid } from '../model/model-invalid.ts';
import type { GraphSettings } from '../recognizer/messages.ts';

const KNOWN_INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'];

/** ONNX Runtime 1.30's fused kernel of Add and LayerNormalization takes longer on a CPU than the two by themselves: a BERT base lost
 *  3 to 9 % of its speed in float32, a fifth in int8. */
const SLOW_ON_CPU = 'SkipLayerNormFusion';

/** What a session needs of a graph thread's settings. */
type SessionSettings = Pick<GraphSettings, 'model' | 'device' | 'intraOpThreads'>;

/** Opens the model's graph and checks that it has the inputs and the output of a token classifier:
 *  int64 `[window, token]` each → `logits` float32 `[window, token, label]`.
 *  @throws {PipelineError} `model-invalid`, or `usage` where the device can't be had. */
export async function openSession(settings: SessionSettings): Promise<InferenceSession> {
  const session = await createSession(settings);
  try {
    checkSession(session, settings.model.settings.labels.length);
  } catch (error) {
    await session.release();
    throw error;
  }
  return session;
}

async function createSession({ model, device, intraOpThreads }: SessionSettings) {
  try {
    return await InferenceSession.create(join(model.folder, ...model.graphPath.split('/')), {
      executionProviders: [device],
      intraOpNumThreads: intraOpThreads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // One plan is kept for each shape that was ever seen, and ours vary.
      enableMemPattern: false,
      logSeverityLevel: 3,
      extra: {
        // Waiting threads sleep: spinning takes the cores from extraction and PostgreSQL.
        session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } },
        ...(device === 'cpu' && { optimization: { disable_specified_optimizers: SLOW_ON_CPU } }),
      },
    });
  } catch (error) {
    if (device !== 'cpu') throw deviceUnavailable(device, error);
    throw modelInvalid('ONNX Runtime can not open the graph: export it again, with an opset that it knows', error);
  }
}

/** Says what the device needs, and what ONNX Runtime said: a graph that it can not open comes here, too. */
function deviceUnavailable(device: string, cause: unknown): PipelineError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new PipelineError(
    'usage',
    `device ${device} is not available (${said}): it needs an NVIDIA GPU with CUDA 12 and cuDNN 9 on Linux x64, and the libraries ` +
      'that `ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js` fetches; or use cpu',
    { cause },
  );
}

function checkSession(session: InferenceSession, labels: number): void {
  const unknown = session.inputNames.filter((name) => !KNOWN_INPUTS.includes(name));
  if (unknown.length > 0) throw modelInvalid(`the graph asks for ${unknown.join(', ')}, which Acervo does not know`);
  if (!session.inputNames.includes('input_ids')) throw modelInvalid('the graph has no input input_ids');
  for (const input of session.inputMetadata) {
    if (!input.isTensor || input.type !== 'int64' || input.shape.length !== 2) {
      throw modelInvalid(`the graph's input ${input.name} is not int64 [window, token]`);
    }
    if (input.shape.some((size) => typeof size === 'number')) {
      throw modelInvalid(`the graph's input ${input.name} has a fixed size: export it with dynamic axes`);
    }
  }
  const output = session.outputMetadata.find((each) => each.name === 'logits');
  if (output === undefined) throw modelInvalid('the graph has no output logits: export it for token classification');
  if (!output.isTensor || output.type !== 'float32' || output.shape.length !== 3) {
    throw modelInvalid('the output logits is not float32 [window, token, label]');
  }
  const columns = output.shape[2];
  if (typeof columns === 'number' && columns !== labels) {
    throw modelInvalid(`the graph gives ${columns} labels, config.json names ${labels} in id2label`);
  }
}
