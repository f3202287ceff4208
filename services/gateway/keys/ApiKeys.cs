using System.Security.Cryptography;
using Rampart.Hosting;

namespace Rampart.Gateway.Keys;

/// <summary>All keys of the gateway.</summary>
sealed class ApiKeys
{
    const int LargestFile = 1 << 20, Fields = 3;
    readonly IReadOnlyList<ApiKey> _keys;

    ApiKeys(IReadOnlyList<ApiKey> keys) => _keys = keys;

    /// <summary>Reads those of the options and of the file that they name.</summary>
    /// <exception cref="ConfigurationException">There is none, or something is wrong with one.</exception>
    public static ApiKeys Read(GatewayOptions options)
    {
        // The configuration does not tell upper from lower case, and neither do the ids in it.
        var scopes = new Dictionary<string, string>(options.Scopes, StringComparer.OrdinalIgnoreCase);
        ApiKey[] keys =
        [
            .. options.Keys.Select(key => ApiKey.Parse(key.Key, scopes.GetValueOrDefault(key.Key), key.Value, $"{GatewayOptions.Section}:Keys")),
            .. options.KeyFile is { } file ? OfFile(file) : [],
        ];
        if (keys.Length == 0)
        {
            throw new ConfigurationException(
                "The gateway has no keys, so nobody could use it. Set Rampart__Gateway__Keys__ID and Rampart__Gateway__Scopes__ID, or name a file with Rampart__Gateway__KeyFile.");
        }
        return keys.GroupBy(key => key.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { Key: var twice }
            ? throw new ConfigurationException($"The gateway has two keys with the id {twice}. Give each an id of its own, so that the audit log tells them apart.")
            : new ApiKeys(keys);
    }

    /// <summary>The key that somebody presents; null when it is none. How long that takes does not tell how near it came.</summary>
    public ApiKey? Find(string? presented)
    {
        if (ApiKey.HashOf(presented) is not { } hash)
        {
            return null;
        }
        ApiKey? found = null;
        foreach (ApiKey key in _keys)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, key.Hash) ? key : found;
        }
        return found;
    }

    static IEnumerable<ApiKey> OfFile(string path)
    {
        string text;
        try
        {
            text = new FileInfo(path).Length <= LargestFile ? File.ReadAllText(path) : throw new IOException($"it has more than {LargestFile} bytes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The file of keys {path} can't be read: {e.Message} Correct Rampart__Gateway__KeyFile, or the file's permissions.", e);
        }
        foreach ((int number, string line) in text.Split('\n').Index())
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#'))
            {
                continue;
            }
            string place = $"{path}, line {number + 1}";
            yield return words.Length == Fields
                ? ApiKey.Parse(words[0], words[1], words[2], place)
                : throw new ConfigurationException($"{place}: a line has {words.Length} words instead of {Fields}: id, scopes (separated by commas, without blanks), key.");
        }
    }
}
