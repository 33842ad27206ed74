using System.Buffers;
using System.Text;
using Equipoise.Registry.Exports;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Exports;

/// <summary>A table for spreadsheets: the registry's columns, with a guard before what a spreadsheet would run.</summary>
internal sealed class CsvFile : StudyFile
{
    private readonly StringBuilder row = new();

    public override string ContentType => "text/csv; charset=utf-8; header=present";

    public override string Extension => "csv";

    public override void Begin(IBufferWriter<byte> output) => Write(output, StudyCsv.Columns.Select(column => column.Name));

    public override void Add(IBufferWriter<byte> output, StudyRecord study) =>
        Write(output, StudyCsv.Columns.Select(column => CsvText.Guarded(CsvText.Printable(column.Of(study)))));

    private void Write(IBufferWriter<byte> output, IEnumerable<string> values)
    {
        row.Clear();
        CsvText.AppendRow(row, values);
        Encoding.UTF8.GetBytes(row.ToString(), output);
    }
}
