namespace Equipoise.Conduct.Exchange.Exports;

/// <summary>A study's data, ready to be written.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="WriteAsync">Reads the study on one snapshot and writes it while it reads.</param>
public sealed record ExportFile(string Name, string ContentType, Func<Stream, CancellationToken, Task> WriteAsync);
