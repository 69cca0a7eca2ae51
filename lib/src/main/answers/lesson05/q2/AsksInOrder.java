List<String> page(Parts parts) throws Exception {
    return List.of(parts.user(), parts.posts(), parts.friends());
}
