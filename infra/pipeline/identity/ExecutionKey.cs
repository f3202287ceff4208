using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Contracts;

namespace Rampart.Pipeline;

/// <summary>The identity of a work item: what its result is stored under.</summary>
public static class ExecutionKey
{
    /// <summary>
    /// SHA-256, in 64 lowercase hexadecimal digits, of the canonical JSON of
    /// <c>{algorithm_version, inputs: [[role, digest], ...], kind, numerics, parameters, seed}</c>. The seed is written as a decimal
    /// string, since a double does not hold every 64-bit number; sizes and media types of inputs follow from their digests.
    /// </summary>
    /// <exception cref="ArgumentException">The parameters have no canonical JSON.</exception>
    public static string Of(WorkItem work)
    {
        var identity = new JsonObject
        {
            ["algorithm_version"] = work.AlgorithmVersion,
            ["inputs"] = new JsonArray([.. work.Inputs.Select(input => new JsonArray(input.Role, input.Artifact.Digest))]),
            ["kind"] = work.Kind,
            ["numerics"] = work.Numerics,
            ["parameters"] = JsonNode.Parse(work.Parameters.GetRawText()),
            ["seed"] = work.Seed.ToString(CultureInfo.InvariantCulture),
        };
        var element = JsonSerializer.SerializeToElement(identity);
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(element)));
    }
}
