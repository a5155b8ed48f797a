import { openRecognizer } from '@acervo/inference';

const text = 'A ministra Maria Exemplo, do Tribunal Superior do Trabalho, citou o art. 114 da Constituição Federal.';
await using recognizer = await openRecognizer();
for (const pair of await recognizer.labels(text)) console.log(pair);
for (const mention of (await recognizer.recognize(text)).mentions) console.log(mention);
