using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
        // Written as it is hashed, keys in order: a run of a million items asks for a million keys.
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\"algorithm_version\":{work.AlgorithmVersion},\"inputs\":[");
        for (var i = 0; i < work.Inputs.Count; i++)
        {
            text.Append(i > 0 ? ",[" : "[");
            CanonicalJson.AppendString(text, work.Inputs[i].Role);
            text.Append(',');
            CanonicalJson.AppendString(text, work.Inputs[i].Artifact.Digest);
            text.Append(']');
        }
        text.Append("],\"kind\":");
        CanonicalJson.AppendString(text, work.Kind);
        text.Append(",\"numerics\":");
        CanonicalJson.AppendString(text, work.Numerics);
        text.Append(",\"parameters\":");
        CanonicalJson.Append(text, work.Parameters);
        text.Append(CultureInfo.InvariantCulture, $",\"seed\":\"{work.Seed}\"}}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
