/** The file in the data folder with the key of the first admin, where the operator set none. */
export const ADMIN_KEY_FILE = 'admin-key';
