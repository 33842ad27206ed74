namespace Equipoise.Conduct.Exchange;

/// <summary>A file in a standard's form cannot be read; the message says where and why.</summary>
public sealed class ExchangeException(string message, Exception? cause = null) : Exception(message, cause);
