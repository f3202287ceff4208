using Microsoft.AspNetCore.Http;
using Rampart.Gateway.Problems;

namespace Rampart.Gateway.Limits;

/// <summary>Checks what clients send.</summary>
static class Checks
{
    /// <summary>Returns how many are asked for.</summary>
    /// <exception cref="RequestException">None, or more than are given at once.</exception>
    public static int Limit(int limit, int most) => limit >= 1 && limit <= most
        ? limit
        : throw new RequestException(StatusCodes.Status400BadRequest, $"limit is {limit}.", "limit", $"Ask for 1 to {most}.");

    /// <summary>Returns a text of a bearable length that says something and controls no terminal.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static string Text(string text, int longest, string name) => text.Length <= longest && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl)
        ? text
        : throw new RequestException(StatusCodes.Status400BadRequest, $"{name} is empty, too long or has control characters.", name, $"Write 1 to {longest} characters on one line.");
}
