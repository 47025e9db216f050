// Words of the audit log's own work.
export const verifyChainTitle = 'Kiểm tra nhật ký'
