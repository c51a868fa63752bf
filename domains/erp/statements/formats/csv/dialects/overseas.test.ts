import { expect, test } from 'vitest';
import type { TableMapping } from '../../reader.ts';
import { readShort } from '../../testing/csv-samples.ts';

// Two rows each, +1000 and −100.25 on a balance of 500, as banks of Asia and Latin America export them. Headers are theirs, the
// rest is invented. Given: the lines, what the file does not say, and the account, the check and the second row that it says.

type Dialect = { lines: string[]; says: string; row: string; table?: TableMapping };

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'a Japanese bank: thousands by comma in a currency without decimals': {
    lines: [
      '日付,摘要,摘要内容,支払い金額,預かり金額,差引残高,メモ',
      '2026/1/15,振込,カ)テスト,,"100,000","150,000",',
      '2026/1/16,口座振替,デンキ,"10,025",,"139,975",',
    ],
    says: '? JPY verified',
    row: '2026-01-16 | -10025 | – | 口座振替 デンキ',
    table: { currency: 'JPY' },
  },
  'a Chinese bank': {
    lines: [
      '交易日期,摘要,交易场所,记账金额(收入),记账金额(支出),记账币种,余额,对方户名',
      '2026-01-15,工资,网上银行,"1,000.00",,人民币,"1,500.00",公司',
      '2026-01-16,消费,超市,,100.25,人民币,"1,399.75",超市',
    ],
    says: '? CNY verified',
    row: '2026-01-16 | -100.25 | 超市 | 消费',
  },
  'a Chinese payment service: marks in words': {
    lines: [
      '交易时间,交易分类,交易对方,商品说明,收/支,金额',
      '2026-01-15 09:00:00,收入,张三,转账,收入,1000.00',
      '2026-01-16 13:45:00,日用,超市,购物,支出,100.25',
    ],
    says: '? CNY unverifiable',
    row: '2026-01-16 | -100.25 | 超市 | 购物',
    table: { currency: 'CNY' },
  },
  'an Indian bank: lakhs, signs of rupees': {
    lines: [
      'Txn Date,Transaction Remarks,Withdrawal Amount (INR ),Deposit Amount (INR ),Balance (INR )',
      '15/01/2026,NEFT ACME,,"₹1,00,000.00","₹1,50,000.00"',
      '16/01/2026,UPI RENT,"Rs. 10,025.50",,"₹1,39,974.50"',
    ],
    says: '? INR verified',
    row: '2026-01-16 | -10025.50 | – | UPI RENT',
  },
  'a bank of Singapore: the purpose in three references': {
    lines: [
      'Ledger Balance:,"SGD 1,399.75"',
      '',
      'Transaction Date,Reference,Debit Amount,Credit Amount,Transaction Ref1,Transaction Ref2,Transaction Ref3',
      '16 Jan 2026,ITR,100.25, ,RENT,LANDLORD,',
      '15 Jan 2026,FAST, ,1000.00,ACME,INV 1,',
    ],
    says: '? SGD unverifiable',
    row: '2026-01-16 | -100.25 | – | RENT LANDLORD',
  },
  'an Indonesian bank: marks in a column without a name': {
    lines: [
      'No. rekening : 1234567890',
      'Kode Mata Uang : IDR',
      '',
      'Tanggal,Keterangan,Cabang,Jumlah,,Saldo',
      '15/01/2026,KLIEN,0000,"1,000.00",CR,"1,500.00"',
      '16/01/2026,SEWA,0000,"100.25",DB,"1,399.75"',
    ],
    says: '1234567890 IDR verified',
    row: '2026-01-16 | -100.25 | – | SEWA',
  },
  'a Vietnamese bank': {
    lines: [
      'Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Số dư,Mô tả',
      '15/01/2026,1,,"1,000,000","1,500,000",KHACH HANG',
      '16/01/2026,2,"100,250",,"1,399,750",THUE NHA',
    ],
    says: '? VND verified',
    row: '2026-01-16 | -100250 | – | THUE NHA',
    table: { currency: 'VND' },
  },
  'an Arab bank': {
    lines: [
      'التاريخ,الوصف,مدين,دائن,الرصيد',
      '2026/01/15,عميل,,1000.00,1500.00',
      '2026/01/16,إيجار,100.25,,1399.75',
    ],
    says: '? SAR verified',
    row: '2026-01-16 | -100.25 | – | إيجار',
    table: { currency: 'SAR' },
  },
  'a Brazilian bank: reals by their sign, balances in lines of their own': {
    lines: [
      'data;lançamento;ag./origem;valor (R$);saldos (R$)',
      '14/01/2026;SALDO ANTERIOR;;;500,00',
      '15/01/2026;PIX CLIENTE;;1.000,00;',
      '16/01/2026;ALUGUEL;1234;-100,25;',
      '16/01/2026;SALDO TOTAL DISPONÍVEL DIA;;;1.399,75',
    ],
    says: '? BRL verified',
    row: '2026-01-16 | -100.25 | – | ALUGUEL',
  },
  'a Brazilian bank: “valor” is the amount, the closing balance is spaced': {
    lines: [
      '"Data","Histórico","Número do documento","Valor",',
      '"14/01/2026","Saldo Anterior","0","500.00",',
      '"15/01/2026","Pix - Recebido","123","1000.00",',
      '"16/01/2026","Boleto","124","-100.25",',
      '"31/01/2026","S A L D O","0","1399.75",',
    ],
    says: '? BRL verified',
    row: '2026-01-16 | -100.25 | – | Boleto',
    table: { currency: 'BRL' },
  },
  'a Mexican bank': {
    lines: [
      'Día,Concepto / Referencia,cargo,Abono,Saldo',
      '16-01-2026,RENTA,"100.25",,"1,399.75"',
      '15-01-2026,SPEI CLIENTE,,"1,000.00","1,500.00"',
    ],
    says: '? MXN verified',
    row: '2026-01-16 | -100.25 | – | RENTA',
    table: { currency: 'MXN' },
  },
  'an Argentine bank: noughts in the other column': {
    lines: [
      'Fecha;Descripción;Origen;Débitos;Créditos;Observaciones Cliente;Saldo',
      '16/01/2026;ALQUILER;;100,25;0,00;;1.399,75',
      '15/01/2026;CLIENTE;;0,00;1.000,00;;1.500,00',
    ],
    says: '? ARS verified',
    row: '2026-01-16 | -100.25 | – | ALQUILER',
    table: { currency: 'ARS' },
  },
};

test.each(Object.entries(DIALECTS))('%s', (_, { lines, says, row, table }) => {
  const file = readShort(lines, table);
  expect(file.problems).toEqual([]);
  expect(file.statements.map(({ account }) => account)).toEqual([says]);
  const rows = file.statements.flatMap((statement) => statement.rows);
  expect(rows).toHaveLength(2);
  expect(rows).toContain(row);
});
