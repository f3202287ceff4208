namespace Rampart.Gateway.Keys;

/// <summary>The scopes as words.</summary>
static class ApiScopes
{
    /// <summary>All scopes, from the least to the greatest.</summary>
    public static IReadOnlyList<ApiScope> All { get; } = [.. Enum.GetValues<ApiScope>().Where(scope => scope != ApiScope.None)];

    /// <summary>The word for a scope, for example <c>read</c>; also the name of the policy that asks for it.</summary>
    public static string Word(ApiScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>Reads words separated by commas.</summary>
    /// <returns>Null when one of them is no scope.</returns>
    public static ApiScope? Parse(string words)
    {
        ApiScope scopes = ApiScope.None;
        foreach (string word in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            ApiScope found = All.FirstOrDefault(scope => Word(scope) == word);
            if (found == ApiScope.None)
            {
                return null;
            }
            scopes |= found;
        }
        return scopes == ApiScope.None ? null : scopes;
    }

    /// <summary>Whether a key with these scopes may do what needs this one.</summary>
    public static bool Include(this ApiScope scopes, ApiScope needed) => scopes.HasFlag(ApiScope.Admin) || scopes.HasFlag(needed);
}
