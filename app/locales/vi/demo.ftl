demo-refusal-not-empty = Cơ sở dữ liệu đã có dữ liệu. Bản minh họa chỉ được nạp vào cơ sở dữ liệu trống.
demo-refusal-unfinished = Cơ sở dữ liệu này có một lần nạp bản minh họa dở dang. Hãy dùng cơ sở dữ liệu trống khác.
cli-demo-people = Tài khoản minh họa (người và số liệu đều là giả định): tên đăng nhập, mật khẩu, họ tên, chức vụ (vai trò)
cli-demo-kept = Tài khoản minh họa được lưu tại { $file }
cli-demo-address = Địa chỉ: { $address }
