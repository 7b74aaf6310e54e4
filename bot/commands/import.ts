export async function runImport(_s: string[], _o: object): Promise<void> {}
