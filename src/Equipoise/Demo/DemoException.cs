namespace Equipoise.Demo;

/// <summary>The demo could not go on; the message says at which step and why.</summary>
internal sealed class DemoException(string message) : Exception(message);
