using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Serve;

/// <summary>The addresses that a person gives with <c>--urls</c>.</summary>
internal static class ListeningAddress
{
    /// <summary>Reads addresses separated by semicolons, and says which one cannot be listened on.</summary>
    public static string[] ReadAll(ArgumentResult words)
    {
        var urls = string.Join(';', words.Tokens.Select(token => token.Value)).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0)
            words.AddError("--urls is empty: write it as http://127.0.0.1:5080.");
        foreach (var url in urls.Where(url => !CanListenOn(url)))
            words.AddError($"--urls '{url}' is no address to listen on: write it as http://127.0.0.1:5080, or http://*:5080 for every address of this machine.");
        return urls;
    }

    /// <summary>The sentence for a failure to listen, or null where the failure is of another kind.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        IOException { InnerException: AddressInUseException } => $"{FirstSentence(failure.Message)}: stop the other program, or choose another port with --urls http://127.0.0.1:5081.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "This user may not listen on that port: choose one above 1023 with --urls.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "This machine has no such address: choose another with --urls.",
        _ => null,
    };

    // The server would listen on every address of the machine for a host name it does not know, a misspelled localhost
    // among them; that must be asked for.
    private static bool CanListenOn(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0 && address.Port is >= 0 and <= 65535 &&
                (address.IsUnixPipe || address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host.Trim('[', ']'), out _));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string FirstSentence(string message) => message.Split(": ")[0].TrimEnd('.');
}
