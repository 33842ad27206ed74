namespace Equipoise.Survival;

/// <summary>A file that is not the table it should be, said in one sentence: what, where, and how to mend it.</summary>
internal sealed class TableException(string message) : Exception(message);
